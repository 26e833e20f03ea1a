package peyk.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.account.AccountId;
import peyk.domain.diagnosis.TraccarDiagnosis.Repair;
import peyk.domain.diagnosis.TraccarFacts.StatusEvents;
import peyk.domain.diagnosis.TraccarFacts.Subscription;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.EventSource;
import peyk.domain.tracker.TokenOwner;

class TraccarDiagnosisTest {
  private static final TokenOwner ADMINISTRATOR = new TokenOwner.User(new AccountId(5), true);
  private static final Subscription WELL =
      new Subscription(List.of(), 0, Set.of("web"), 3, 2, OptionalInt.of(0), StatusEvents.SEEN);

  private final TraccarDiagnosis diagnosis =
      new TraccarDiagnosis(
          Duration.ofSeconds(30), Duration.ofMinutes(5), Set.of("web"), EventSource.SOCKET);

  @Test
  void when_all_is_well_nothing_else_is_said() {
    assertThat(findings(facts(ADMINISTRATOR, Optional.of(WELL))))
        .extracting(Finding::severity)
        .hasSize(7)
        .containsOnly(Severity.OK);
  }

  @Test
  void a_service_account_hears_nothing_and_the_cure_is_a_real_administrator() {
    var fault = only("service_account_token", facts(new TokenOwner.ServiceAccount()));
    assertThat(fault.isFault()).isTrue();
    assertThat(fault.cure().orElseThrow()).contains("create an administrator", "TRACCAR_TOKEN");
  }

  @Test
  void a_user_who_may_not_link_and_a_token_that_is_none_are_faults() {
    var plain = new TokenOwner.User(new AccountId(5), false);
    assertThat(only("no_administrator", facts(plain)).isFault()).isTrue();
    assertThat(only("token_refused", facts(new TokenOwner.Nobody())).isFault()).isTrue();
  }

  @Test
  void what_the_service_repairs_is_worth_a_note_and_no_fault() {
    var subscription =
        new Subscription(
            List.of("commandResult"),
            0,
            Set.of("web"),
            10,
            4,
            OptionalInt.of(3),
            StatusEvents.UNKNOWN);
    var facts = facts(ADMINISTRATOR, Optional.of(subscription));
    var links = only("devices_unlinked", facts);
    assertThat(links.severity()).isEqualTo(Severity.NOTE);
    assertThat(links.sentence()).contains("3 of 10", "the service links them when it runs");
    assertThat(only("notifications_missing", facts).sentence())
        .contains("commandResult", "the service adds them when it runs");
    assertThat(diagnosis.findings(facts, Repair.DONE))
        .extracting(Finding::sentence)
        .anyMatch(sentence -> sentence.contains("they have been linked"))
        .anyMatch(sentence -> sentence.contains("they have been added"))
        .noneMatch(sentence -> sentence.contains("when it runs"));
  }

  @Test
  void of_notifications_that_are_there_twice_one_is_left() {
    var subscription =
        new Subscription(List.of(), 2, Set.of("web"), 3, 2, OptionalInt.of(0), StatusEvents.SEEN);
    assertThat(
            only("notifications_doubled", facts(ADMINISTRATOR, Optional.of(subscription)))
                .severity())
        .isEqualTo(Severity.NOTE);
  }

  @Test
  void a_channel_that_traccar_does_not_have_is_named() {
    var listener =
        new Subscription(List.of(), 0, Set.of("mail"), 3, 2, OptionalInt.of(0), StatusEvents.SEEN);
    var finding = only("notificators_missing", facts(ADMINISTRATOR, Optional.of(listener)));
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.sentence()).contains("no notificator web");
  }

  @Test
  void links_that_are_not_listed_in_time_are_worth_a_note() {
    var listener =
        new Subscription(
            List.of(), 0, Set.of("web"), 3, 2, OptionalInt.empty(), StatusEvents.UNKNOWN);
    var finding = only("links_not_listed", facts(ADMINISTRATOR, Optional.of(listener)));
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
  }

  @ParameterizedTest
  @CsvSource({"6.1, false", "6.2, true", "6.11.1, true", "6.12, false", "6.14.5, false"})
  void some_versions_throttle_requests(String version, boolean throttles) {
    var facts =
        new TraccarFacts(
            ADMINISTRATOR,
            Optional.of(version),
            Optional.of(WELL),
            Optional.empty(),
            Optional.empty());
    assertThat(diagnosis.findings(facts, Repair.BY_THE_SERVICE))
        .extracting(Finding::code)
        .filteredOn("traccar_throttles"::equals)
        .hasSize(throttles ? 1 : 0);
  }

  @Test
  void status_events_that_are_off_are_information() {
    var subscription =
        new Subscription(
            List.of(), 0, Set.of("web"), 3, 2, OptionalInt.of(0), StatusEvents.NOT_SEEN);
    var finding = only("status_events_off", facts(ADMINISTRATOR, Optional.of(subscription)));
    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
    assertThat(finding.sentence()).contains("event.status.enable");
  }

  @ParameterizedTest
  @CsvSource({
    "6.6, FAULT",
    "5.12, FAULT",
    "6.7, NOTE",
    "6.12.2, NOTE",
    "6.13.0, OK",
    "6.14.5, OK",
    "7.0, OK",
    "nightly, OK"
  })
  void the_version_decides_what_traccar_can_do(String version, Severity severity) {
    var facts =
        new TraccarFacts(
            ADMINISTRATOR,
            Optional.of(version),
            Optional.of(WELL),
            Optional.empty(),
            Optional.empty());
    assertThat(only("traccar_version", facts).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "-301, clock_difference, FAULT",
    "-299, clock_difference, NOTE",
    "-5,   clocks_agree,     OK",
    "5,    clocks_agree,     OK",
    "6,    clock_difference, NOTE",
    "301,  clock_difference, FAULT"
  })
  void clocks_may_differ_by_less_than_the_overlap_of_gaps(
      int seconds, String code, Severity severity) {
    var difference = Duration.ofSeconds(seconds);
    var facts =
        new TraccarFacts(
            ADMINISTRATOR,
            Optional.of("6.14.5"),
            Optional.of(WELL),
            Optional.of(new ClockDifference(difference, difference)),
            Optional.empty());
    assertThat(only(code, facts).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "3100,   answer_delay,     OK",
    "5000,   answer_delay,     OK",
    "5001,   answers_late,     NOTE",
    "20000,  answers_late,     NOTE",
    "20001,  answers_too_late, FAULT",
    "100000, answers_too_late, FAULT"
  })
  void answers_have_to_come_well_within_the_patience(int millis, String code, Severity severity) {
    var facts =
        new TraccarFacts(
            ADMINISTRATOR,
            Optional.of("6.14.5"),
            Optional.of(WELL),
            Optional.empty(),
            Optional.of(Duration.ofMillis(millis)));
    assertThat(only(code, facts).severity()).isEqualTo(severity);
  }

  private Finding only(String code, TraccarFacts facts) {
    var found = findings(facts).stream().filter(one -> one.code().equals(code)).toList();
    assertThat(found).as(code).hasSize(1);
    return found.getFirst();
  }

  private List<Finding> findings(TraccarFacts facts) {
    return diagnosis.findings(facts, Repair.BY_THE_SERVICE);
  }

  private static TraccarFacts facts(TokenOwner identity) {
    return facts(identity, Optional.empty());
  }

  private static TraccarFacts facts(TokenOwner identity, Optional<Subscription> subscription) {
    return new TraccarFacts(
        identity,
        Optional.of("6.14.5"),
        subscription,
        Optional.of(new ClockDifference(Duration.ofMillis(-20), Duration.ofMillis(30))),
        Optional.of(Duration.ofMillis(3100)));
  }
}
