package peyk.adapters.postgres.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.DecisionRepositoryContract;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.job.JobKind;

class JdbiDecisionRepositoryIT extends DecisionRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected DecisionRepository decisions() {
    return REPLICAS.one().decisions();
  }

  @Override
  protected DecisionRepository decisionsOfAnotherReplica() {
    return REPLICAS.other().decisions();
  }

  @Override
  protected OfferRepository offers() {
    return REPLICAS.one().offers();
  }

  @Override
  protected ReleaseRepository releases() {
    return REPLICAS.one().releases();
  }

  @Override
  protected Optional<Instant> due(ReleaseId release) {
    return REPLICAS.due(JobKind.WATCH_ROLLOUT, release.toString());
  }

  @Override
  protected void done(ReleaseId release) {
    REPLICAS.done(JobKind.WATCH_ROLLOUT, release.toString());
  }

  @Test
  void five_thousand_trackers_that_ask_two_replicas_at_once_are_each_stored_once() {
    releases().importAll(List.of(Firmware.linked(5), Firmware.linked(6)));
    var releases = releases().list(Optional.empty(), Optional.empty(), 0, 2).reversed();
    var decided =
        AtOnce.run(
            5000,
            number ->
                ask(
                    number % 2 == 0 ? decisions() : decisionsOfAnotherReplica(),
                    Imeis.checked(number),
                    number % 5,
                    releases));
    assertThat(decided).allMatch(decision -> decision.offered().isPresent());
    assertThat(REPLICAS.texts("SELECT count(*) FROM firmware_decision")).containsExactly("5000");
    assertThat(REPLICAS.texts("SELECT count(DISTINCT imei) FROM firmware_decision"))
        .containsExactly("5000");
    assertThat(REPLICAS.texts("SELECT sum(times) FROM firmware_offer")).containsExactly("5000");
  }

  @Test
  void trackers_that_ask_two_replicas_about_several_releases_do_not_make_them_wait_in_a_circle() {
    releases().importAll(List.of(Firmware.linked(5), Firmware.linked(6), Firmware.linked(7)));
    var releases = releases().list(Optional.empty(), Optional.empty(), 0, 3);
    AtOnce.run(
        600,
        number -> {
          var imei = Imeis.checked(number % 20);
          if (number % 3 == 0) {
            offers().seen(imei, 5 + number % 2, Firmware.NOW);
          }
          return ask(
              number % 2 == 0 ? decisions() : decisionsOfAnotherReplica(),
              imei,
              number % 7,
              releases.subList(number % 3, number % 3 + 1));
        });
    assertThat(REPLICAS.texts("SELECT sum(times) FROM firmware_decision")).containsExactly("600");
    assertThat(REPLICAS.texts("SELECT count(*) FROM firmware_offer")).containsExactly("60");
  }

  @Test
  void a_check_that_changes_no_offer_waits_for_nobody_who_holds_them() {
    var release = release();
    ask(decisions(), Imeis.checked(1), 1, List.of(release));
    REPLICAS
        .other()
        .jdbi()
        .useTransaction(holder -> {
          holder.execute("SELECT 1 FROM firmware_offer FOR UPDATE");
          assertThat(ask(decisions(), Imeis.checked(1), 1, List.of()).reason())
              .isEqualTo("no_release");
        });
  }

  @Test
  void an_offer_that_changes_before_it_is_locked_is_decided_about_again() {
    var release = release();
    var check = Firmware.check(Imeis.checked(1), 1);
    ask(decisions(), check.imei(), 1, List.of(release));
    var decided =
        decisions()
            .decide(
                check,
                offers -> {
                  if (offers.getFirst().times() == 1) {
                    REPLICAS
                        .other()
                        .jdbi()
                        .useHandle(other -> other.execute("UPDATE firmware_offer SET times = 2"));
                  }
                  return Firmware.SELECTOR.decide(check, List.of(release), offers, Firmware.NOW);
                });
    assertThat(decided.reason()).isEqualTo("retry_later");
    assertThat(REPLICAS.texts("SELECT times FROM firmware_offer")).containsExactly("2");
    assertThat(decisions().ofTracker(check.imei(), Long.MAX_VALUE, 10))
        .extracting(DecisionRepository.Remembered::reason)
        .containsExactly("retry_later", "inside_rollout");
  }

  @Test
  void a_check_reads_what_was_taken_only_if_the_tracker_runs_an_older_version() {
    ask(decisions(), Imeis.checked(1), 1, List.of(release()));
    offers().seen(Imeis.checked(1), 5, Firmware.NOW);
    var read = new ArrayList<Integer>();
    for (var version : List.of(4, 5, 6)) {
      var check = Firmware.check(Imeis.checked(1), version);
      decisions()
          .decide(
              check,
              offers -> {
                read.add(offers.size());
                return Firmware.SELECTOR.decide(check, List.of(), offers, Firmware.NOW);
              });
    }
    assertThat(read).containsExactly(1, 0, 0);
  }

  @Test
  void a_plan_that_was_made_on_empty_tables_does_not_read_filled_ones_through() {
    var releases = List.of(release());
    var plansAreKeptAfter = 20;
    for (int i = 0; i < plansAreKeptAfter; i++) {
      ask(decisions(), Imeis.checked(i), 1, releases);
    }
    REPLICAS.execute(
        """
        INSERT INTO firmware_decision (at, imei, serial, device_type, revision, version, offered,
               reason, explanation)
        SELECT timestamptz '2026-11-01', n::text, '', 7, 2, 1, false, 'no_release', ''
          FROM generate_series(1, 20000) AS n
        """);
    REPLICAS.execute(
        """
        INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at, last_at)
        SELECT n::text, release_id, version, stage, round, times, first_at, last_at
          FROM generate_series(1, 20000) AS n,
               (SELECT * FROM firmware_offer LIMIT 1) AS offer
        """);
    var before = reads("idx_scan");
    var asked = 10;
    for (int i = 0; i < asked; i++) {
      ask(decisions(), Imeis.checked(i), 1, releases);
    }
    Eventually.until(
        "it is told how the tables were read", () -> reads("idx_scan") >= before + 2 * asked);
    assertThat(reads("seq_tup_read")).isLessThan(20_000);
  }

  private static long reads(String kind) {
    return REPLICAS.reads(kind, "firmware_decision", "firmware_offer");
  }

  private Release release() {
    releases().importAll(List.of(Firmware.linked(5)));
    return releases().list(Optional.empty(), Optional.empty(), 0, 1).getFirst();
  }

  @Test
  void decisions_are_kept_for_a_while() {
    var check = Firmware.check(Imeis.checked(1), 1);
    for (int day = 0; day < 3; day++) {
      var at = Firmware.NOW.plus(Duration.ofDays(day));
      decisions().decide(check, offers -> Firmware.SELECTOR.decide(check, List.of(), offers, at));
    }
    var housekeeping = REPLICAS.housekeeping(Duration.ofDays(7));
    var now = Firmware.NOW.plus(Duration.ofDays(9));
    assertThat(housekeeping.sweep(now.minusSeconds(1))).containsEntry("firmware_decision", 1);
    assertThat(housekeeping.sweep(now)).containsEntry("firmware_decision", 1);
    assertThat(housekeeping.sweep(now)).containsEntry("firmware_decision", 0);
    assertThat(REPLICAS.texts("SELECT count(*) FROM firmware_decision")).containsExactly("1");
  }

  @Test
  void more_decisions_than_a_portion_are_swept_at_once() {
    REPLICAS.execute(
        """
        INSERT INTO firmware_decision (at, imei, serial, device_type, revision, version, offered,
               reason, explanation)
        SELECT timestamptz '2020-01-01', '350123450000010', '', 7, 2, 1, false, 'no_release', ''
          FROM generate_series(1, 4001)
        """);
    var housekeeping = REPLICAS.housekeeping(Duration.ofDays(7));
    assertThat(housekeeping.sweep(Firmware.NOW)).containsEntry("firmware_decision", 4001);
  }

  @Test
  void a_serial_that_no_column_takes_is_stored_with_replacement_characters() {
    var check = new FirmwareCheck(Imeis.checked(1), "a\0b\uD800", Firmware.HARDWARE, 1);
    decisions()
        .decide(check, offers -> Firmware.SELECTOR.decide(check, List.of(), offers, Firmware.NOW));
    assertThat(decisions().ofTracker(Imeis.checked(1), Long.MAX_VALUE, 1))
        .extracting(remembered -> remembered.check().serial())
        .containsExactly("a\uFFFDb\uFFFD");
  }

  @Test
  void a_decision_that_cannot_be_stored_is_not_told() {
    try {
      REPLICAS.goAway();
      assertThatThrownBy(() -> ask(decisions(), Imeis.checked(1), 1, List.of()))
          .isInstanceOf(StorageUnavailableException.class);
    } finally {
      REPLICAS.comeBack();
    }
    Eventually.until("the database can be asked again", () -> REPLICAS.one().isUp());
    assertThat(REPLICAS.texts("SELECT count(*) FROM firmware_decision")).containsExactly("0");
  }

  private static FirmwareDecision ask(
      DecisionRepository decisions, Imei imei, long version, List<Release> releases) {
    var check = Firmware.check(imei, version);
    return decisions.decide(
        check, offers -> Firmware.SELECTOR.decide(check, releases, offers, Firmware.NOW));
  }
}
