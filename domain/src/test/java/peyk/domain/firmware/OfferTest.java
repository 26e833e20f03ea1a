package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.firmware.Rollout.Brake;

class OfferTest {
  private static final Release RELEASE =
      Firmware.release(
          5,
          new Rollout(
              Rollout.toAll().stages(), 0, Optional.of(new Brake(3, 1, RolloutShare.percent(10)))),
          Map.of());

  @Test
  void in_another_round_it_is_counted_from_0() {
    var offer = Firmware.offer(5, 3);
    assertThat(offer.in(RELEASE)).isEqualTo(offer);
    var resumed = RELEASE.pausedBecause("a pause").resumed();
    assertThat(offer.in(resumed).times()).isZero();
    assertThat(offer.in(resumed).last()).isEqualTo(offer.last());
    assertThat(offer.in(resumed).again(Firmware.NOW).in(resumed).times()).isEqualTo(1);
  }

  @Test
  void a_tracker_fails_that_was_offered_it_too_often_in_the_present_round() {
    assertThat(Firmware.offer(5, 2).isFailing(RELEASE)).isFalse();
    assertThat(Firmware.offer(5, 3).isFailing(RELEASE)).isTrue();
    assertThat(Firmware.offer(5, 3).isFailing(RELEASE.resumed())).isFalse();
  }

  @Test
  void a_tracker_that_was_seen_with_it_does_not_fail() {
    assertThat(Firmware.offer(5, 3).arrived(Firmware.NOW).isFailing(RELEASE)).isFalse();
  }

  @Test
  void without_a_brake_nobody_fails() {
    assertThat(Firmware.offer(5, 1000).isFailing(Firmware.release(5))).isFalse();
  }
}
