package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;

/** The main job, end to end: over HTTP, a real database, and Traccar's REST API and socket. */
class FirstVisitIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String PHONE = "09123456789";

  private Neighbourhood around;
  private Application peyk;

  @BeforeEach
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 3);
    peyk = around.start();
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void a_phone_number_becomes_a_token_and_a_tracker_becomes_car_1() {
    var imei = around.fleet.tracker(0).imei();

    assertThat(around.post(peyk, "/api/otprequest", "phone", "+98 912 345 6789"))
        .isEqualTo(
            "{\"success\":true,\"message\":\"OTP request has been submitted\",\"time\":120}");
    var code = around.sms.awaitMessage(PHONE, Neighbourhood.PATIENCE).input("param1");
    assertThat(code).matches("\\d{4}");
    var signedIn = around.post(peyk, "/api/otpverify", "phone", PHONE, "sms_message", code);
    assertThat(signedIn).startsWith("{\"success\":true,\"phone\":\"09123456789\",\"token\":\"");
    var token = signedIn.replaceAll(".*\"token\":\"|\"}", "");
    assertThat(around.get(around.traccar.port(), "/api/session?token=" + token))
        .contains("\"email\":\"09123456789\"");

    assertThat(around.post(peyk, "/api/checkDeviceInfo", "user", PHONE, "imei", imei))
        .isEqualTo("{\"success\":true,\"message\":\"device can be registered\"}");
    assertThat(around.post(peyk, "/api/device", "user", PHONE, "imei", imei, "dp", "1234"))
        .isEqualTo("{\"success\":true,\"message\":\"device command sent\"}");
    assertThat(around.attributeOf(imei, "assignee")).isEqualTo(String.valueOf(around.idOf(PHONE)));
    assertThat(around.traccar.linksOf(around.traccar.device(imei).orElseThrow().id()))
        .contains(around.idOf(PHONE))
        .doesNotHaveDuplicates();
    assertThat(around.traccar.commandsSentTo(imei))
        .contains(
            "{\"c\": 29, \"param\": {\"owner\": \"09123456789\", \"devicePassword\": \"1234\"}}");
    awaitTrue(() -> around.nameOf(imei).equals("خودرو 1"));
    var device = around.traccar.device(imei).orElseThrow();
    assertThat(device.model()).isEqualTo("TYNOR-T950");
    assertThat(device.attributes())
        .containsKeys("imsi", "spn", "firmware", "hw_rev", "registrationDate");
  }

  @Test
  void the_second_tracker_is_car_2_and_a_transferred_one_gets_the_next_name_of_its_new_owner() {
    var first = around.fleet.tracker(0).imei();
    var second = around.fleet.tracker(1).imei();
    var other = "09351112233";
    around.signIn(peyk, PHONE);
    around.signIn(peyk, other);
    around.post(peyk, "/api/device", "user", PHONE, "imei", first);
    awaitTrue(() -> around.nameOf(first).equals("خودرو 1"));
    around.post(peyk, "/api/device", "user", PHONE, "imei", second);
    awaitTrue(() -> around.nameOf(second).equals("خودرو 2"));

    assertThat(around.post(peyk, "/api/device", "user", other, "imei", second))
        .contains("\"message\":\"device already registered\"");
    assertThat(around.post(peyk, "/api/device", "user", other, "imei", second, "from", PHONE))
        .contains("\"success\":true");
    awaitTrue(() -> around.nameOf(second).equals("خودرو 1"));
    assertThat(around.traccar.linksOf(around.traccar.device(second).orElseThrow().id()))
        .contains(around.idOf(other))
        .doesNotContain(around.idOf(PHONE));
  }

  @Test
  void a_new_user_ends_with_exactly_the_default_notifications() {
    around.signIn(peyk, PHONE);

    awaitTrue(() -> around.traccar.notificationsOf(around.idOf(PHONE)).size() == 22);
    assertThat(around.traccar.notificationsOf(around.idOf(PHONE)))
        .extracting(n -> n.type() + " " + n.notificators() + " " + n.attributes())
        .doesNotHaveDuplicates();
  }

  @Test
  void every_row_of_the_answers_changes_the_device() {
    var imei = around.fleet.tracker(2).imei();
    awaitTrue(() -> around.traccar.openSockets() == 1);
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));

    around.traccar.emitAnswer(imei, "ALLPARAMS:100:200;101:300;");
    around.traccar.emitAnswer(imei, "PARAM SET:101:5;7:1;");
    around.traccar.emitAnswer(imei, "Param ID:2001 Value:0;2002:0;");
    around.traccar.emitAnswer(imei, "New value 2002:\tbbb;");
    around.traccar.emitAnswer(imei, "PASS:4321");

    awaitTrue(() -> around.attributeOf(imei, "Device Password").equals("4321"));
    assertThat(around.attributeOf(imei, "baallparams")).isEqualTo("7:1;100:200;101:5;");
    assertThat(around.attributeOf(imei, "trackerparams")).isEqualTo("2001:0;2002:\tbbb;");
  }

  @Test
  void a_version_is_followed_by_the_questions_that_are_open() {
    var imei = around.fleet.tracker(2).imei();
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));

    around.traccar.emitAnswer(imei, "VERSION:2.1.0d MODEL:95/2");

    awaitTrue(() -> around.attributeOf(imei, "hw_model").equals("95/2"));
    around.traccar.awaitCommand(imei, "getimsi", Neighbourhood.PATIENCE);
    awaitTrue(() -> !around.attributeOf(imei, "imsi").equals("null"));
    around.traccar.awaitCommand(imei, "qssd:*733*2#", Neighbourhood.PATIENCE);
  }

  private void awaitTrue(BooleanSupplier condition) {
    assertThat(around.traccar.await(Neighbourhood.PATIENCE, condition)).isTrue();
  }
}
