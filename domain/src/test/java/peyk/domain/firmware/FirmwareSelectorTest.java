package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Eligibility.Allowed;
import peyk.domain.firmware.Eligibility.Denied;
import peyk.domain.firmware.Eligibility.Inside;
import peyk.domain.firmware.Eligibility.NotActive;
import peyk.domain.firmware.Eligibility.NotNewer;
import peyk.domain.firmware.Eligibility.Outranked;
import peyk.domain.firmware.Eligibility.Outside;
import peyk.domain.firmware.Eligibility.Pinned;
import peyk.domain.firmware.Eligibility.PinnedElsewhere;
import peyk.domain.firmware.Eligibility.TooSoon;
import peyk.domain.firmware.FirmwareDecision.Considered;

class FirmwareSelectorTest {
  private static final Imei IMEI = Imeis.checked(1);
  private static final Instant NOW = Firmware.NOW;

  @Test
  void without_a_release_for_the_hardware_there_is_none() {
    var decision = decide(1);
    assertThat(decision.offered()).isEmpty();
    assertThat(decision.considered()).isEmpty();
    assertThat(decision.decisive()).isEmpty();
    assertThat(decision.reason()).isEqualTo("no_release");
    assertThat(decision.explanation()).isEmpty();
  }

  @Test
  void a_newer_release_that_is_active_for_all_is_offered() {
    var release = Firmware.release(5);
    var decision = decide(4, release);
    assertThat(decision.offered()).contains(release);
    assertThat(findings(decision))
        .containsExactly(new Inside(RolloutPlace.of(IMEI, release), RolloutShare.ALL));
    assertThat(decision.reason()).isEqualTo("inside_rollout");
    assertThat(decision.explanation())
        .isEqualTo(
            "Its place in the rollout, %s, is inside 100 %%."
                .formatted(RolloutPlace.of(IMEI, release)));
  }

  @Test
  void the_same_or_an_older_version_is_not_offered() {
    var decision = decide(5, Firmware.release(5), Firmware.release(4));
    assertThat(decision.offered()).isEmpty();
    assertThat(findings(decision)).containsExactly(new NotNewer(), new NotNewer());
    assertThat(decision.reason()).isEqualTo("up_to_date");
    assertThat(decision.explanation()).isEqualTo("It runs this version or a newer one.");
  }

  @Test
  void of_several_newer_releases_the_newest_is_offered() {
    var newest = Firmware.release(7);
    var decision = decide(4, newest, Firmware.release(6), Firmware.release(4));
    assertThat(decision.offered()).contains(newest);
    assertThat(findings(decision).subList(1, 3)).containsExactly(new Outranked(7), new NotNewer());
  }

  @Test
  void before_its_turn_for_the_newest_a_tracker_gets_the_one_before() {
    var newest = Firmware.release(7, 0);
    var before = Firmware.release(6);
    var decision = decide(4, newest, before);
    assertThat(decision.offered()).contains(before);
    assertThat(findings(decision).getFirst())
        .isEqualTo(new Outside(RolloutPlace.of(IMEI, newest), new RolloutShare(0)));
    assertThat(decision.decisive().map(Considered::release)).contains(before);
  }

  @Test
  void before_its_turn_a_tracker_gets_nothing() {
    var release = Firmware.release(7, 0);
    var decision = decide(4, release);
    assertThat(decision.offered()).isEmpty();
    assertThat(decision.reason()).isEqualTo("outside_rollout");
    assertThat(decision.explanation())
        .isEqualTo(
            "Its place in the rollout, %s, is outside 0 %%."
                .formatted(RolloutPlace.of(IMEI, release)));
  }

  @Test
  void only_active_releases_are_offered() {
    var paused = Firmware.release(8).pausedBecause("a pause");
    var withdrawn = Firmware.release(7).in(ReleaseState.WITHDRAWN);
    var decision = decide(4, Firmware.draft(9), paused, withdrawn);
    assertThat(decision.offered()).isEmpty();
    assertThat(findings(decision))
        .containsExactly(
            new NotActive(ReleaseState.DRAFT),
            new NotActive(ReleaseState.PAUSED),
            new NotActive(ReleaseState.WITHDRAWN));
    assertThat(decision.reason()).isEqualTo("release_paused");
    assertThat(decision.explanation()).isEqualTo("The release is paused.");
  }

  @Test
  void a_draft_is_no_reason_for_anything() {
    var decision = decide(4, Firmware.draft(9), Firmware.release(4));
    assertThat(decision.reason()).isEqualTo("up_to_date");
    assertThat(decision.explanation()).isEqualTo("It runs this version or a newer one.");
    assertThat(decide(4, Firmware.draft(9)).explanation()).isEqualTo("The release is draft.");
  }

  @Test
  void an_allowed_tracker_gets_the_release_before_its_turn() {
    var release = Firmware.release(7, Map.of(IMEI, Standing.ALLOWED));
    var decision = decide(4, release);
    assertThat(decision.offered()).contains(release);
    assertThat(findings(decision)).containsExactly(new Allowed());
    assertThat(decision.reason()).isEqualTo("allowed");
  }

  @Test
  void an_allowed_tracker_gets_nothing_of_a_release_that_is_not_active_or_not_newer() {
    var release = Firmware.release(7, Map.of(IMEI, Standing.ALLOWED));
    assertThat(decide(7, release).offered()).isEmpty();
    assertThat(decide(4, release.pausedBecause("a pause")).offered()).isEmpty();
  }

  @Test
  void a_denied_tracker_never_gets_the_release_but_others() {
    var denied = Firmware.release(7, Rollout.toAll(), Map.of(IMEI, Standing.DENIED));
    var before = Firmware.release(6);
    assertThat(decide(4, denied).reason()).isEqualTo("denied");
    assertThat(findings(decide(4, denied))).containsExactly(new Denied());
    assertThat(decide(4, denied, before).offered()).contains(before);
  }

  @Test
  void a_pinned_tracker_gets_that_release_before_its_turn_and_no_other() {
    var pinned = Firmware.release(6, Map.of(IMEI, Standing.PINNED));
    var decision = decide(4, Firmware.release(7), pinned, Firmware.release(5));
    assertThat(decision.offered()).contains(pinned);
    assertThat(findings(decision))
        .containsExactly(new PinnedElsewhere(6), new Pinned(), new PinnedElsewhere(6));
    assertThat(decision.reason()).isEqualTo("pinned");
  }

  @Test
  void a_pinned_tracker_stays_where_it_is_pinned() {
    var pinned = Firmware.release(6, Map.of(IMEI, Standing.PINNED));
    var decision = decide(6, Firmware.release(7), pinned);
    assertThat(decision.offered()).isEmpty();
    assertThat(findings(decision)).containsExactly(new PinnedElsewhere(6), new NotNewer());
    assertThat(decision.reason()).isEqualTo("pinned_elsewhere");
  }

  @Test
  void a_pin_holds_while_its_release_is_paused() {
    var pinned = Firmware.release(6, Map.of(IMEI, Standing.PINNED)).pausedBecause("a pause");
    assertThat(decide(4, Firmware.release(7), pinned).offered()).isEmpty();
  }

  @Test
  void a_pin_on_a_draft_or_a_withdrawn_release_binds_nobody() {
    var newest = Firmware.release(7);
    for (var state : List.of(ReleaseState.DRAFT, ReleaseState.WITHDRAWN)) {
      var pinned = Firmware.release(6, Map.of(IMEI, Standing.PINNED)).in(state);
      assertThat(decide(4, newest, pinned).offered()).as(state.word()).contains(newest);
    }
  }

  @Test
  void a_denial_goes_before_a_pin_elsewhere() {
    var denied = Firmware.release(7, Rollout.toAll(), Map.of(IMEI, Standing.DENIED));
    var pinned = Firmware.release(6, Map.of(IMEI, Standing.PINNED));
    assertThat(findings(decide(4, denied, pinned))).containsExactly(new Denied(), new Pinned());
  }

  @Test
  void pins_of_others_do_not_matter() {
    var newest = Firmware.release(7);
    var pinned = Firmware.release(6, Map.of(Imeis.checked(2), Standing.PINNED));
    assertThat(decide(4, newest, pinned).offered()).contains(newest);
  }

  @Test
  void a_tracker_that_asks_again_and_again_has_to_wait() {
    var release = Firmware.release(7);
    var offers = List.of(Firmware.offer(7, 2));
    var tooSoon = decide(4, offers, NOW.plusSeconds(59), release);
    assertThat(tooSoon.offered()).isEmpty();
    assertThat(findings(tooSoon)).containsExactly(new TooSoon(NOW.plusSeconds(60), 2));
    assertThat(tooSoon.reason()).isEqualTo("retry_later");
    assertThat(decide(4, offers, NOW.plusSeconds(60), release).offered()).contains(release);
    assertThat(decide(4, List.of(Firmware.offer(7, 1)), NOW, release).offered()).contains(release);
  }

  @Test
  void a_tracker_that_has_to_wait_gets_no_older_release_meanwhile() {
    var decision =
        decide(4, List.of(Firmware.offer(7, 2)), NOW, Firmware.release(7), Firmware.release(6));
    assertThat(decision.offered()).isEmpty();
    assertThat(findings(decision).getLast()).isEqualTo(new Outranked(7));
    assertThat(decision.reason()).isEqualTo("retry_later");
  }

  @Test
  void a_tracker_waits_for_one_release_and_not_for_another() {
    var newest = Firmware.release(8);
    assertThat(decide(4, List.of(Firmware.offer(7, 20)), NOW, newest).offered()).contains(newest);
  }

  @Test
  void a_pinned_or_allowed_tracker_waits_like_all_others() {
    for (var standing : List.of(Standing.ALLOWED, Standing.PINNED)) {
      var release = Firmware.release(7, Map.of(IMEI, standing));
      assertThat(decide(4, List.of(Firmware.offer(7, 2)), NOW, release).reason())
          .isEqualTo("retry_later");
    }
  }

  @Test
  void what_a_tracker_was_offered_up_to_what_it_runs_is_seen() {
    var offers = List.of(Firmware.offer(7, 1), Firmware.offer(6, 1), Firmware.offer(5, 1));
    assertThat(decide(6, offers, NOW).seen()).containsExactly(new ReleaseId(6), new ReleaseId(5));
    assertThat(decide(4, offers, NOW).seen()).isEmpty();
  }

  @Test
  void what_was_seen_before_is_not_seen_again() {
    var seen = new Offer(new ReleaseId(5), 5, 0, 1, NOW, Optional.of(NOW));
    assertThat(decide(6, List.of(seen), NOW).seen()).isEmpty();
  }

  @Test
  void what_is_remembered_follows_from_what_was_decided() {
    var before = List.of(Firmware.offer(5, 3), Firmware.offer(7, 1));
    var later = NOW.plusSeconds(60);
    assertThat(decide(5, before, later, Firmware.release(7)).remember(before))
        .containsExactly(
            new Offer(new ReleaseId(5), 5, 0, 3, NOW, Optional.of(later)),
            new Offer(new ReleaseId(7), 7, 0, 2, later, Optional.empty()));
    assertThat(decide(5, List.of(), later, Firmware.release(7)).remember(List.of()))
        .containsExactly(new Offer(new ReleaseId(7), 7, 0, 1, later, Optional.empty()));
    assertThat(decide(7, List.of(), later, Firmware.release(7)).remember(List.of())).isEmpty();
  }

  @Test
  void each_finding_has_a_word_and_a_sentence() {
    assertThat(
            List.of(
                new Inside(new RolloutPlace(1234), RolloutShare.percent(25)),
                new Allowed(),
                new Pinned(),
                new Outranked(7),
                new NotNewer(),
                new NotActive(ReleaseState.WITHDRAWN),
                new Denied(),
                new PinnedElsewhere(6),
                new Outside(new RolloutPlace(9999), RolloutShare.percent(25)),
                new TooSoon(NOW, 4)))
        .extracting(finding -> finding.code() + ": " + finding.sentence())
        .containsExactly(
            "inside_rollout: Its place in the rollout, 12.34 %, is inside 25 %.",
            "allowed: It is on the allow list.",
            "pinned: It is pinned to this release.",
            "newer_release: It gets the newer release 7.",
            "not_newer: It runs this version or a newer one.",
            "release_withdrawn: The release is withdrawn.",
            "denied: It is on the deny list.",
            "pinned_elsewhere: It is pinned to the release 6 and gets no other.",
            "outside_rollout: Its place in the rollout, 99.99 %, is outside 25 %.",
            "retry_later: It was offered the release 4 times and has to wait until"
                + " 2026-11-01T10:00:00Z.");
  }

  @RepeatedTest(500)
  void whatever_the_releases_one_that_is_offered_may_be(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var releases = new ArrayList<Release>();
    for (long version = 8; version > 0; version--) {
      releases.add(anyRelease(random, version));
    }
    var running = random.nextLong(9);
    var decision = decide(running, releases.toArray(Release[]::new));
    assertThat(decision.considered()).extracting(Considered::release).isEqualTo(releases);
    assertThat(findings(decision).stream().filter(Eligibility::isEligible).count())
        .isEqualTo(decision.offered().isPresent() ? 1 : 0);
    decision
        .offered()
        .ifPresent(release -> {
          assertThat(release.version()).isGreaterThan(running);
          assertThat(release.state()).isEqualTo(ReleaseState.ACTIVE);
          assertThat(release.standing(IMEI)).isNotEqualTo(Optional.of(Standing.DENIED));
          assertThat(decision.decisive().map(Considered::release)).contains(release);
        });
  }

  @Test
  void a_release_whose_link_cannot_be_built_is_not_offered_and_the_next_one_is() {
    var withoutFtp = new FirmwareSelector(Firmware.SELECTOR.retries(), false);
    var stored = Firmware.draft(9, new Part("app.001", 1, "0".repeat(64))).in(ReleaseState.ACTIVE);
    var decision =
        withoutFtp.decide(
            Firmware.check(IMEI, 1), List.of(stored, Firmware.release(5)), List.of(), NOW);
    assertThat(decision.offered()).contains(Firmware.release(5));
    assertThat(findings(decision).getFirst()).isEqualTo(new Eligibility.CannotBeTold());

    var alone = withoutFtp.decide(Firmware.check(IMEI, 1), List.of(stored), List.of(), NOW);
    assertThat(alone.offered()).isEmpty();
    assertThat(alone.reason()).isEqualTo("no_link");
    assertThat(alone.remember(List.of())).isEmpty();
  }

  private static Release anyRelease(SplittableRandom random, long version) {
    var standings =
        List.<Map<Imei, Standing>>of(
            Map.of(),
            Map.of(),
            Map.of(IMEI, Standing.ALLOWED),
            Map.of(IMEI, Standing.DENIED),
            Map.of(IMEI, Standing.PINNED));
    var states = List.of(ReleaseState.values());
    return Firmware.release(
            version,
            Firmware.stages(random.nextInt(101)),
            standings.get(random.nextInt(standings.size())))
        .in(states.get(random.nextInt(states.size())));
  }

  private static FirmwareDecision decide(long version, Release... releases) {
    return decide(version, List.of(), NOW, releases);
  }

  private static FirmwareDecision decide(
      long version, List<Offer> offers, Instant now, Release... releases) {
    return Firmware.SELECTOR.decide(Firmware.check(IMEI, version), List.of(releases), offers, now);
  }

  private static List<Eligibility> findings(FirmwareDecision decision) {
    return decision.considered().stream().map(Considered::finding).toList();
  }
}
