package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;

class RolloutPlaceTest {
  private static final int TRACKERS = 100_000;
  private static final Release RELEASE = Firmware.release(131081);

  @Test
  void the_place_of_a_tracker_never_changes() {
    assertThat(RolloutPlace.of(new Imei("867717033890519"), RELEASE))
        .isEqualTo(new RolloutPlace(4301));
    assertThat(RolloutPlace.of(new Imei("350123450000015"), RELEASE))
        .isEqualTo(new RolloutPlace(9563));
    assertThat(RolloutPlace.of(new Imei("35012345000001"), Firmware.release(0)))
        .isEqualTo(new RolloutPlace(3729));
  }

  @Test
  void the_place_of_a_tracker_depends_on_nothing_that_changes() {
    var changed =
        Firmware.release(131081, Firmware.stages(1, 5), Map.of(Imeis.checked(1), Standing.DENIED))
            .pausedBecause("a pause");
    assertThat(RolloutPlace.of(Imeis.checked(1), changed)).isEqualTo(place(1));
  }

  @Test
  void who_is_inside_a_share_is_inside_each_larger_one() {
    var shares = IntStream.of(0, 1, 5, 25, 100).mapToObj(RolloutShare::percent).toList();
    IntStream.range(0, TRACKERS)
        .mapToObj(RolloutPlaceTest::place)
        .forEach(place -> {
          for (int i = 1; i < shares.size(); i++) {
            if (shares.get(i - 1).includes(place)) {
              assertThat(shares.get(i).includes(place)).isTrue();
            }
          }
        });
    assertThat(shares.getFirst().includes(new RolloutPlace(0))).isFalse();
    assertThat(RolloutShare.ALL.includes(new RolloutPlace(9_999))).isTrue();
  }

  @Test
  void a_share_has_as_many_trackers_as_it_says() {
    for (int percent : new int[] {1, 5, 25, 50}) {
      var share = RolloutShare.percent(percent);
      var inside =
          IntStream.range(0, TRACKERS).filter(number -> share.includes(place(number))).count();
      var expected = TRACKERS * percent / 100.0;
      var deviation = Math.sqrt(expected * (100 - percent) / 100);
      assertThat((double) inside)
          .as("%s %%", percent)
          .isBetween(expected - 4 * deviation, expected + 4 * deviation);
    }
  }

  @Test
  void places_are_spread_evenly() {
    var trackers = new int[100];
    IntStream.range(0, TRACKERS)
        .map(number -> place(number).basisPoints())
        .forEach(place -> trackers[place / 100]++);
    assertThat(trackers)
        .satisfies(hundredths -> {
          assertThat(IntStream.of(hundredths).min().orElseThrow()).isGreaterThan(850);
          assertThat(IntStream.of(hundredths).max().orElseThrow()).isLessThan(1150);
        });
  }

  @Test
  void other_trackers_come_first_with_another_release() {
    var share = RolloutShare.percent(10);
    var next = Firmware.release(131082);
    var both =
        IntStream.range(0, TRACKERS)
            .mapToObj(Imeis::checked)
            .filter(imei -> share.includes(RolloutPlace.of(imei, RELEASE)))
            .filter(imei -> share.includes(RolloutPlace.of(imei, next)))
            .count();
    assertThat(both).isBetween(850L, 1150L);
  }

  @Test
  void releases_of_other_hardware_have_an_order_of_their_own() {
    var other =
        new Release(
            RELEASE.id(),
            Firmware.OTHER_HARDWARE,
            RELEASE.version(),
            "",
            "",
            RELEASE.state(),
            RELEASE.pausedBecause(),
            RELEASE.content(),
            RELEASE.rollout(),
            0,
            Map.of());
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(Imeis::checked)
                .filter(imei -> RolloutPlace.of(imei, other).equals(RolloutPlace.of(imei, RELEASE)))
                .count())
        .isLessThan(3);
  }

  private static RolloutPlace place(int number) {
    return RolloutPlace.of(Imeis.checked(number), RELEASE);
  }
}
