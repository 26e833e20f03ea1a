package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.ghasedak.GhasedakReply;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.adapters.sandbox.trackers.SimulatedTracker;

/** What happens when a neighbour is away. */
class OutageIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private PostgresDatabase database;
  private Neighbourhood around;

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), 2);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void the_service_starts_and_serves_while_traccar_is_down_and_catches_up() {
    var phone = "09122220001";
    around.traccar.goDown();
    var peyk = around.start();

    assertThat(around.get(peyk.adminPort(), "/observe/health"))
        .contains("\"status\":\"DEGRADED\"", "\"ready\":true");
    var code = around.code(peyk, phone);
    assertThat(around.post(peyk, "/api/otpverify", "phone", phone, "sms_message", code))
        .contains("\"code\":\"login_failed\"")
        .doesNotContain("Exception");
    assertThat(
            around.post(
                peyk,
                "/api/checkDeviceInfo",
                "user",
                phone,
                "imei",
                around.fleet.tracker(0).imei()))
        .contains("\"code\":\"traccar_unavailable\"");

    around.traccar.comeBack();
    awaitTrue(() ->
        around
            .post(peyk, "/api/otpverify", "phone", phone, "sms_message", code)
            .contains("\"token\""));
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("{\"status\":\"UP\""));
  }

  @Test
  void a_stop_stores_the_count_of_a_text_that_was_just_sent() {
    var peyk = around.start();
    around.code(peyk, "09123456789");

    around.stop(peyk);

    assertThat(number("SELECT sum(sent) FROM text_hour")).isEqualTo(1);
  }

  @Test
  void answers_that_were_given_while_the_line_was_cut_are_fetched() {
    var peyk = around.start(Map.of("TRACCAR_LINK_INTERVAL", "10s"));
    var imei = around.fleet.tracker(0).imei();
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));
    awaitTrue(() -> around.traccar.openSockets() == 1);
    around.stop(peyk);

    around.traccar.emitAnswer(imei, "PASS:7777");
    awaitTrue(() -> around.traccar.openSockets() == 0);
    around.start();

    awaitTrue(() -> around.attributeOf(imei, "Device Password").equals("7777"));
  }

  @Test
  void a_thousand_answers_that_were_given_meanwhile_are_handled_once_each() {
    var peyk = around.start();
    var imei = around.fleet.tracker(0).imei();
    awaitTrue(() -> health(peyk).contains("trackers are heard"));
    around.stop(peyk);
    awaitTrue(() -> around.traccar.openSockets() == 0);

    for (int i = 0; i < 1000; i++) {
      around.traccar.emitAnswer(imei, "PASS:%04d".formatted(i));
    }
    around.start();

    awaitTrue(() -> around.attributeOf(imei, "Device Password").equals("0999"));
    awaitTrue(
        () -> number("SELECT count(*) FROM event_inbox WHERE handled_at IS NOT NULL") == 1000);
    assertThat(number("SELECT count(*) FROM event_inbox")).isEqualTo(1000);
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  @Test
  void a_registration_whose_link_fails_is_finished_later() {
    var phone = "09122220002";
    var peyk = around.start();
    var imei = around.fleet.tracker(1).imei();
    around.signIn(peyk, phone);
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));
    around.traccar.requests().failNext("POST", "/api/permissions", 503, 1);

    assertThat(around.post(peyk, "/api/device", "user", phone, "imei", imei))
        .contains("device command sent");

    awaitTrue(
        () -> around.attributeOf(imei, "assignee").equals(String.valueOf(around.idOf(phone))));
    assertThat(around.traccar.linksOf(around.traccar.device(imei).orElseThrow().id()))
        .contains(around.idOf(phone));
    awaitTrue(() -> around.nameOf(imei).equals("خودرو 1"));
  }

  @Test
  void trackers_that_are_new_while_the_database_or_traccar_is_away_are_provisioned_in_the_end() {
    var peyk = around.start(Map.of("TRACCAR_LINK_INTERVAL", "10s", "PROVISIONING_DELAY", "0"));
    awaitTrue(() -> health(peyk).contains("trackers are heard"));

    DATABASE.goAway();
    awaitTrue(() -> health(peyk).contains("\"status\":\"DOWN\""));
    var first = newcomer(2);
    DATABASE.comeBack();
    awaitTrue(() -> first.received().contains("getver"));

    around.traccar.goDown();
    awaitTrue(() -> health(peyk).contains("\"socketConnected\":false"));
    var second = newcomer(3);
    around.traccar.comeBack();
    awaitTrue(() -> second.received().contains("getver"));
  }

  @Test
  void a_database_that_takes_no_writes_is_an_outage_and_normal_soon_after() {
    var phone = "09122220004";
    var peyk = around.start();
    awaitTrue(() -> health(peyk).contains("\"ready\":true"));

    DATABASE.onlyRead();
    awaitTrue(() -> health(peyk).contains("\"ready\":false"));
    assertThat(around.post(peyk, "/api/otprequest", "phone", phone))
        .contains("\"code\":\"unavailable\"");

    DATABASE.comeBack();
    awaitTrue(() -> health(peyk).contains("\"ready\":true"));
    assertThat(around.post(peyk, "/api/otprequest", "phone", phone)).contains("\"success\":true");
  }

  private String health(Application peyk) {
    return around.get(peyk.adminPort(), "/observe/health");
  }

  private SimulatedTracker newcomer(int index) {
    var imei = SimulatedFleet.imei(index);
    around.traccar.addDevice(imei, "a new one");
    return new SimulatedTracker(around.traccar, imei).switchOn();
  }

  @Test
  void nobody_gets_two_texts_when_the_gateway_answers_too_late() {
    var phone = "09122220003";
    var peyk = around.start(Map.of("SMS_TIMEOUT", "500ms"));
    around.sms.slowness(Duration.ofSeconds(5));
    around.sms.next(GhasedakReply.SLOW_ACCEPTED);

    assertThat(around.post(peyk, "/api/otprequest", "phone", phone)).contains("\"success\":true");

    assertThat(around.sms.messages()).hasSize(1);
    var code = around.sms.messages().getFirst().input("param1");
    assertThat(around.post(peyk, "/api/otpverify", "phone", phone, "sms_message", code))
        .contains("\"token\"");
  }

  private void awaitTrue(BooleanSupplier condition) {
    assertThat(around.traccar.await(Neighbourhood.PATIENCE, condition)).isTrue();
  }
}
