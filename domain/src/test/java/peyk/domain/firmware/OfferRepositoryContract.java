package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.AdvanceOrPausePolicy.Cohort;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.Rollout.Brake;

/** What every {@link OfferRepository} does, whatever it is made of. */
public abstract class OfferRepositoryContract {
  private static final Imei ALI = Imeis.checked(1);
  private static final Imei SARA = Imeis.checked(2);
  private static final Instant NOW = Firmware.NOW;
  private static final Instant LATER = NOW.plusSeconds(3600);

  /** No offers at first. Its clock stands at {@link Firmware#NOW}. */
  protected abstract OfferRepository offers();

  protected abstract DecisionRepository decisions();

  protected abstract ReleaseRepository releases();

  /** When the job that watches a release's rollout is due; empty if it does not wait. */
  protected abstract Optional<Instant> due(ReleaseId release);

  /** Lets the job that watches a release's rollout be done. */
  protected abstract void done(ReleaseId release);

  @Test
  void nothing_is_remembered_of_a_tracker_that_was_offered_nothing() {
    assertThat(offers().of(ALI)).isEmpty();
    offers().seen(ALI, Long.MAX_VALUE, NOW);
    assertThat(offers().of(ALI)).isEmpty();
  }

  @Test
  void offers_are_remembered_by_tracker_and_release() {
    var one = release(1);
    var two = release(2);
    offer(ALI, one, NOW);
    offer(ALI, two, NOW);
    offer(ALI, two, LATER);
    offer(SARA, one, NOW);
    assertThat(offers().of(ALI))
        .containsExactlyInAnyOrder(
            new Offer(one.id(), 1, 0, 1, NOW, Optional.empty()),
            new Offer(two.id(), 2, 0, 2, LATER, Optional.empty()));
  }

  @Test
  void a_tracker_that_runs_a_version_has_got_that_far() {
    var one = release(1);
    var two = release(2);
    var three = release(3);
    List.of(one, two, three).forEach(release -> offer(ALI, release, NOW));
    offer(SARA, one, NOW);
    offers().seen(ALI, 2, LATER);
    offers().seen(ALI, 2, LATER.plusSeconds(1));
    assertThat(offers().of(ALI))
        .containsExactlyInAnyOrder(
            new Offer(one.id(), 1, 0, 1, NOW, Optional.of(LATER)),
            new Offer(two.id(), 2, 0, 1, NOW, Optional.of(LATER)),
            new Offer(three.id(), 3, 0, 1, NOW, Optional.empty()));
    assertThat(offers().of(SARA)).allMatch(offer -> offer.seen().isEmpty());
  }

  @Test
  void what_is_seen_wakes_the_jobs_that_watch_those_rollouts_and_no_others() {
    var one = release(1);
    var two = release(2);
    offer(ALI, one, NOW);
    offer(ALI, two, NOW);
    done(one.id());
    done(two.id());
    offers().seen(ALI, 1, LATER);
    assertThat(due(one.id())).contains(NOW.plusSeconds(1));
    assertThat(due(two.id())).isEmpty();
    done(one.id());
    offers().seen(ALI, 1, LATER);
    assertThat(due(one.id())).isEmpty();
  }

  @Test
  void progress_counts_trackers() {
    var release = release(1);
    assertThat(offers().progress(release)).isEqualTo(new Progress(List.of()));
    offer(Imeis.checked(1), release, NOW);
    offer(Imeis.checked(2), release, NOW);
    offer(Imeis.checked(2), release, LATER);
    offer(Imeis.checked(3), release, NOW);
    offer(Imeis.checked(4), release(2), NOW);
    offers().seen(Imeis.checked(3), 1, LATER);
    assertThat(offers().progress(release)).isEqualTo(new Progress(List.of(new Cohort(0, 3, 1, 0))));
  }

  @Test
  void progress_of_a_stage_counts_trackers_that_were_first_offered_the_release_in_it() {
    var first = spread(release(1), Firmware.stages(50, 100));
    offer(Imeis.checked(1), first, NOW);
    offer(Imeis.checked(2), first, NOW);
    var second = spread(first, first.rollout().inStage(1));
    offer(Imeis.checked(2), second, LATER);
    offer(Imeis.checked(3), second, LATER);
    offers().seen(Imeis.checked(2), 1, LATER);
    assertThat(offers().progress(second))
        .isEqualTo(new Progress(List.of(new Cohort(0, 2, 1, 0), new Cohort(1, 1, 0, 0))));
  }

  @Test
  void offers_that_do_not_count_are_remembered_and_move_no_rollout_until_they_count() {
    var release = release(1);
    decisions().decide(Firmware.check(ALI, 0), _ -> decision(ALI, release, NOW).uncounted());
    offer(SARA, release, NOW);
    offers().seen(ALI, 1, LATER);
    assertThat(offers().of(ALI)).hasSize(1);
    assertThat(offers().progress(release)).isEqualTo(new Progress(List.of(new Cohort(0, 1, 0, 0))));

    offer(ALI, release, LATER);

    assertThat(offers().progress(release)).isEqualTo(new Progress(List.of(new Cohort(0, 2, 1, 0))));
  }

  @Test
  void trackers_fail_that_were_offered_the_release_too_often_and_not_seen_with_it() {
    var brake = Optional.of(new Brake(2, 1, RolloutShare.percent(10)));
    var release = release(1);
    release = spread(release, new Rollout(release.rollout().stages(), 0, brake));
    offer(Imeis.checked(1), release, NOW);
    offer(Imeis.checked(2), release, NOW);
    offer(Imeis.checked(2), release, LATER);
    offer(Imeis.checked(3), release, NOW);
    offer(Imeis.checked(3), release, LATER);
    offers().seen(Imeis.checked(3), 1, LATER);
    assertThat(offers().progress(release).failing()).isEqualTo(1);
    releases().edit(release.id(), before -> ReleaseEdit.pause(before, "a pause"));
    assertThat(offers().progress(release).failing()).isEqualTo(1);
    releases().edit(release.id(), ReleaseEdit::activate);
    var resumed = releases().find(release.id()).orElseThrow();
    assertThat(offers().progress(resumed).failing()).isZero();
  }

  private Release release(long version) {
    releases().importAll(List.of(Firmware.linked(version)));
    return releases().list(Optional.empty(), Optional.empty(), 0, 100).stream()
        .filter(release -> release.version() == version)
        .findFirst()
        .orElseThrow();
  }

  private Release spread(Release release, Rollout rollout) {
    releases().edit(release.id(), before -> ReleaseEdit.rollOut(before, rollout));
    return releases().find(release.id()).orElseThrow();
  }

  private void offer(Imei imei, Release release, Instant at) {
    decisions().decide(Firmware.check(imei, 0), offers -> decision(imei, release, at));
  }

  private static FirmwareDecision decision(Imei imei, Release release, Instant at) {
    var considered =
        new FirmwareDecision.Considered(
            release, new Eligibility.Inside(new RolloutPlace(0), release.rollout().share()));
    return new FirmwareDecision(
        Firmware.check(imei, 0), at, List.of(considered), Optional.of(release), List.of());
  }
}
