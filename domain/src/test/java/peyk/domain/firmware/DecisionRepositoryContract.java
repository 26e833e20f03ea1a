package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.DecisionRepository.Remembered;

/** What every {@link DecisionRepository} does, whatever it is made of. */
public abstract class DecisionRepositoryContract {
  private static final Imei ALI = Imeis.checked(1);
  private static final Imei SARA = Imeis.checked(2);
  private static final Instant NOW = Firmware.NOW;
  private static final long LATEST = Long.MAX_VALUE;

  /** The decisions of one process, none at first. Its clock stands at {@link Firmware#NOW}. */
  protected abstract DecisionRepository decisions();

  /** The same decisions as another process sees them. */
  protected abstract DecisionRepository decisionsOfAnotherReplica();

  protected abstract OfferRepository offers();

  protected abstract ReleaseRepository releases();

  /** When the job that watches a release's rollout is due; empty if it does not wait. */
  protected abstract Optional<Instant> due(ReleaseId release);

  @Test
  void a_decision_is_given_back_as_it_was_made() {
    var release = release(5);
    var decision = ask(ALI, 1, release);
    assertThat(decision.offered()).contains(release);
    assertThat(decision)
        .isEqualTo(
            Firmware.SELECTOR.decide(Firmware.check(ALI, 1), List.of(release), List.of(), NOW));
  }

  @Test
  void a_tracker_is_decided_about_with_what_is_remembered_of_it() {
    var release = release(5);
    assertThat(offersSeenBy(ALI)).isEmpty();
    ask(ALI, 1, release);
    ask(ALI, 1, NOW.plusSeconds(1), release);
    ask(SARA, 1, release);
    assertThat(offersSeenBy(ALI))
        .containsExactly(new Offer(release.id(), 5, 0, 2, NOW.plusSeconds(1), Optional.empty()));
    assertThat(offersSeenBy(SARA))
        .containsExactly(new Offer(release.id(), 5, 0, 1, NOW, Optional.empty()));
  }

  @Test
  void a_tracker_that_has_arrived_is_remembered_once() {
    var release = release(5);
    ask(ALI, 1, release);
    ask(ALI, 5, NOW.plusSeconds(60), release);
    ask(ALI, 6, NOW.plusSeconds(120), release);
    assertThat(offersSeenBy(ALI))
        .containsExactly(new Offer(release.id(), 5, 0, 1, NOW, Optional.of(NOW.plusSeconds(60))));
  }

  @Test
  void a_tracker_that_arrives_may_be_offered_the_next_at_once() {
    var first = release(5);
    var next = release(6);
    ask(ALI, 1, first);
    ask(ALI, 5, next, first);
    assertThat(offersSeenBy(ALI))
        .containsExactlyInAnyOrder(
            new Offer(first.id(), 5, 0, 1, NOW, Optional.of(NOW)),
            new Offer(next.id(), 6, 0, 1, NOW, Optional.empty()));
  }

  @Test
  void a_refusal_is_no_offer() {
    var release = release(5);
    ask(ALI, 5, release);
    assertThat(offersSeenBy(ALI)).isEmpty();
    assertThat(due(release.id())).isEmpty();
  }

  @Test
  void what_was_decided_about_a_tracker_is_told_the_latest_first() {
    var release = release(5);
    ask(ALI, 1, release);
    ask(SARA, 1, release);
    ask(ALI, 5, NOW.plusSeconds(60), release);
    ask(ALI, 5, NOW.plusSeconds(90));
    var remembered = decisionsOfAnotherReplica().ofTracker(ALI, LATEST, 10);
    assertThat(remembered)
        .extracting(Remembered::at, Remembered::offered, Remembered::reason, Remembered::release)
        .containsExactly(
            tuple(NOW.plusSeconds(90), false, "no_release", Optional.empty()),
            tuple(NOW.plusSeconds(60), false, "up_to_date", Optional.empty()),
            tuple(NOW, true, "inside_rollout", Optional.of(release.id())));
    assertThat(remembered)
        .extracting(Remembered::explanation)
        .containsExactly(
            "",
            "It runs this version or a newer one.",
            "Its place in the rollout, %s, is inside 100 %%."
                .formatted(RolloutPlace.of(ALI, release)));
    assertThat(remembered.getFirst().check()).isEqualTo(Firmware.check(ALI, 5));
  }

  @Test
  void what_was_decided_on_a_release_is_told_the_latest_first() {
    var denied = release(6, Map.of(ALI, Standing.DENIED));
    ask(ALI, 1, denied);
    ask(SARA, 6, denied);
    ask(SARA, 1, denied);
    assertThat(decisions().ofRelease(denied.id(), LATEST, 10))
        .extracting(one -> one.check().imei(), Remembered::reason)
        .containsExactly(tuple(SARA, "inside_rollout"), tuple(ALI, "denied"));
    assertThat(decisions().ofRelease(new ReleaseId(4711), LATEST, 10)).isEmpty();
  }

  @Test
  void decisions_are_told_page_by_page() {
    var release = release(5);
    for (int second = 0; second < 5; second++) {
      ask(ALI, 1, NOW.plusSeconds(second * 100_000L), release);
    }
    var ids = ids(decisions().ofTracker(ALI, LATEST, 10));
    assertThat(ids).hasSize(5).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(ids(decisions().ofTracker(ALI, LATEST, 2))).isEqualTo(ids.subList(0, 2));
    assertThat(ids(decisions().ofTracker(ALI, ids.get(1), 2))).isEqualTo(ids.subList(2, 4));
    assertThat(ids(decisions().ofRelease(release.id(), ids.get(3), 2)))
        .isEqualTo(ids.subList(4, 5));
  }

  @Test
  void equal_decisions_about_a_tracker_are_one_with_the_time_of_the_last() {
    var release = release(5);
    ask(ALI, 5, release);
    ask(ALI, 5, NOW.plusSeconds(60), release);
    ask(SARA, 5, NOW.plusSeconds(60), release);
    ask(ALI, 5, NOW.plusSeconds(86_399), release);
    assertThat(decisionsOfAnotherReplica().ofTracker(ALI, LATEST, 10))
        .extracting(Remembered::at, Remembered::times, Remembered::reason)
        .containsExactly(tuple(NOW.plusSeconds(86_399), 3L, "up_to_date"));
    assertThat(decisions().ofTracker(SARA, LATEST, 10))
        .extracting(Remembered::times)
        .containsExactly(1L);
  }

  @Test
  void decisions_that_differ_or_are_a_day_apart_are_told_apart() {
    var release = release(5);
    ask(ALI, 5, release);
    ask(ALI, 6, NOW.plusSeconds(60), release);
    ask(ALI, 5, NOW.plusSeconds(120), release);
    ask(ALI, 5, NOW.plusSeconds(90), release);
    ask(ALI, 5, NOW.plusSeconds(90 + 86_400), release);
    assertThat(decisions().ofTracker(ALI, LATEST, 10))
        .extracting(one -> one.check().version(), Remembered::at, Remembered::times)
        .containsExactly(
            tuple(5L, NOW.plusSeconds(90 + 86_400), 1L),
            tuple(5L, NOW.plusSeconds(90), 1L),
            tuple(5L, NOW.plusSeconds(120), 1L),
            tuple(6L, NOW.plusSeconds(60), 1L),
            tuple(5L, NOW, 1L));
  }

  @Test
  void a_long_serial_is_cut() {
    assertThat(serialOf(ALI, "s".repeat(101))).isEqualTo("s".repeat(100));
    assertThat(serialOf(SARA, "سریال ۱")).isEqualTo("سریال ۱");
  }

  @Test
  void numbers_may_be_as_large_as_they_get() {
    var check =
        new FirmwareCheck(ALI, "", new Hardware(Long.MAX_VALUE, Long.MAX_VALUE), Long.MAX_VALUE);
    decisions().decide(check, offers -> Firmware.SELECTOR.decide(check, List.of(), offers, NOW));
    assertThat(decisions().ofTracker(ALI, LATEST, 1).getFirst().check()).isEqualTo(check);
  }

  @Test
  void an_offer_wakes_the_job_that_watches_the_rollout() {
    var release = release(5);
    assertThat(due(release.id())).isEmpty();
    ask(ALI, 1, release);
    assertThat(due(release.id())).contains(NOW.plusSeconds(1));
  }

  @Test
  void an_arrival_wakes_the_job_that_watches_the_rollout() {
    var first = release(5);
    ask(ALI, 1, first);
    done(first.id());
    ask(ALI, 5, first);
    assertThat(due(first.id())).contains(NOW.plusSeconds(1));
    done(first.id());
    ask(ALI, 5, first);
    assertThat(due(first.id())).isEmpty();
  }

  @Test
  void a_decision_that_cannot_be_made_is_not_remembered() {
    assertThatThrownBy(() ->
            decisions()
                .decide(
                    Firmware.check(ALI, 1),
                    offers -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(decisions().ofTracker(ALI, LATEST, 10)).isEmpty();
  }

  @Test
  void trackers_that_ask_at_once_are_all_remembered() {
    var release = release(5);
    var decided =
        AtOnce.run(200, number -> ask(replica(number), Imeis.checked(number), 1, NOW, release));
    assertThat(decided).allMatch(decision -> decision.offered().isPresent());
    assertThat(decisions().ofRelease(release.id(), LATEST, 1000))
        .extracting(one -> one.check().imei())
        .doesNotHaveDuplicates()
        .hasSize(200);
    assertThat(offers().progress(release).offered()).isEqualTo(200);
  }

  @Test
  void a_tracker_that_asks_many_times_at_once_is_offered_as_often_as_it_may() {
    var release = release(5);
    var decided = AtOnce.run(40, number -> ask(decisions(), ALI, 1, NOW, release));
    assertThat(decided).filteredOn(decision -> decision.offered().isPresent()).hasSize(2);
    assertThat(offersSeenBy(ALI)).extracting(Offer::times).containsExactly(2);
    assertThat(decisions().ofTracker(ALI, LATEST, 100))
        .filteredOn(one -> one.reason().equals("retry_later"))
        .extracting(Remembered::times)
        .containsExactly(38L);
  }

  @Test
  void what_goes_wrong_for_one_tracker_does_not_for_others_that_ask_at_once() {
    var release = release(5);
    var decided =
        AtOnce.run(
            60,
            number -> {
              if (number % 3 > 0) {
                return ask(decisions(), Imeis.checked(number), 1, NOW, release).offered();
              }
              assertThatThrownBy(() -> decide(Imeis.checked(number), offers -> null))
                  .isInstanceOf(RuntimeException.class);
              return Optional.empty();
            });
    assertThat(decided).filteredOn(Optional::isPresent).hasSize(40);
    assertThat(decisions().ofRelease(release.id(), LATEST, 100)).hasSize(40);
  }

  private FirmwareDecision decide(Imei imei, Function<List<Offer>, FirmwareDecision> decide) {
    return decisions().decide(Firmware.check(imei, 1), decide);
  }

  /** Lets the job that watches a release's rollout be done. */
  protected abstract void done(ReleaseId release);

  private Release release(long version) {
    return release(version, Map.of());
  }

  /** Active for all. */
  private Release release(long version, Map<Imei, Standing> standings) {
    releases().importAll(List.of(Firmware.linked(version)));
    var id =
        releases().list(Optional.empty(), Optional.empty(), 0, 100).stream()
            .filter(release -> release.version() == version)
            .findFirst()
            .orElseThrow()
            .id();
    standings.forEach(
        (imei, standing) -> releases().stand(id, List.of(imei), Optional.of(standing)));
    return releases().find(id).orElseThrow();
  }

  private DecisionRepository replica(int number) {
    return number % 2 == 0 ? decisions() : decisionsOfAnotherReplica();
  }

  private FirmwareDecision ask(Imei imei, long version, Release... releases) {
    return ask(imei, version, NOW, releases);
  }

  private FirmwareDecision ask(Imei imei, long version, Instant at, Release... releases) {
    return ask(decisions(), imei, version, at, releases);
  }

  private static FirmwareDecision ask(
      DecisionRepository decisions, Imei imei, long version, Instant at, Release... releases) {
    var check = Firmware.check(imei, version);
    return decisions.decide(
        check, offers -> Firmware.SELECTOR.decide(check, List.of(releases), offers, at));
  }

  /** The offers that the next decision about a tracker is made upon. */
  private List<Offer> offersSeenBy(Imei imei) {
    var seen = new ArrayList<Offer>();
    var check = Firmware.check(imei, 0);
    decisions()
        .decide(
            check,
            offers -> {
              seen.addAll(offers);
              return Firmware.SELECTOR.decide(check, List.of(), offers, NOW);
            });
    return seen;
  }

  private String serialOf(Imei imei, String serial) {
    var check = new FirmwareCheck(imei, serial, Firmware.HARDWARE, 1);
    decisions().decide(check, offers -> Firmware.SELECTOR.decide(check, List.of(), offers, NOW));
    return decisions().ofTracker(imei, LATEST, 1).getFirst().check().serial();
  }

  private static List<Long> ids(List<Remembered> remembered) {
    return remembered.stream().map(Remembered::id).toList();
  }
}
