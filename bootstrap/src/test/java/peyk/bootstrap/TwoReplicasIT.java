package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;

/** Races between clients of two replicas on one database. */
class TwoReplicasIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int CARS = 50;

  private Neighbourhood around;
  private Application one;
  private Application other;

  @BeforeEach
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), CARS);
    one = around.start();
    other = around.start();
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void a_code_that_is_offered_twenty_times_at_once_signs_in_once() {
    var phone = "09121110001";
    var code = around.code(one, phone);

    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          around.postLater(
              i % 2 == 0 ? one : other, "/api/otpverify", "phone", phone, "sms_message", code));
    }

    assertThat(join(answers)).filteredOn(answer -> answer.contains("\"token\"")).hasSize(1);
    assertThat(join(answers)).filteredOn(answer -> answer.contains("\"otp_unknown\"")).hasSize(19);
    assertThat(around.post(one, "/api/otpverify", "phone", phone, "sms_message", code))
        .contains("otp_unknown");
  }

  @Test
  void of_two_users_who_want_one_tracker_one_gets_it() {
    var imei = around.fleet.tracker(0).imei();
    around.signIn(one, "09121110002");
    around.signIn(other, "09121110003");

    var answers =
        join(
            List.of(
                around.postLater(one, "/api/device", "user", "09121110002", "imei", imei),
                around.postLater(other, "/api/device", "user", "09121110003", "imei", imei)));

    assertThat(answers).filteredOn(answer -> answer.contains("device command sent")).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.contains("device already registered"))
        .hasSize(1);
    var winner = answers.get(0).contains("device command sent") ? "09121110002" : "09121110003";
    var loser = winner.equals("09121110002") ? "09121110003" : "09121110002";
    assertThat(around.attributeOf(imei, "assignee")).isEqualTo(String.valueOf(around.idOf(winner)));
    assertThat(around.traccar.linksOf(around.traccar.device(imei).orElseThrow().id()))
        .contains(around.idOf(winner))
        .doesNotContain(around.idOf(loser))
        .doesNotHaveDuplicates();
  }

  @Test
  void fifty_trackers_of_one_user_that_register_at_once_get_fifty_names() {
    var phone = "09121110004";
    around.signIn(one, phone);

    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < CARS; i++) {
      answers.add(
          around.postLater(
              i % 2 == 0 ? one : other,
              "/api/device",
              "user",
              phone,
              "imei",
              around.fleet.tracker(i).imei()));
    }

    assertThat(join(answers)).allMatch(answer -> answer.contains("device command sent"));
    assertThat(
            around.traccar.await(
                Neighbourhood.PATIENCE.multipliedBy(2), () -> names().size() == CARS))
        .isTrue();
    for (int number = 1; number <= CARS; number++) {
      assertThat(names()).contains("خودرو " + number);
    }
  }

  private HashSet<String> names() {
    var names = new HashSet<String>();
    around.fleet.trackers().stream()
        .map(tracker -> around.nameOf(tracker.imei()))
        .filter(name -> name.startsWith("خودرو"))
        .forEach(names::add);
    return names;
  }

  private static List<String> join(List<CompletableFuture<String>> answers) {
    return answers.stream().map(CompletableFuture::join).toList();
  }
}
