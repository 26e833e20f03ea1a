package peyk.application.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.RolloutAdvanced;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;
import peyk.domain.firmware.RolloutShare;

/** A fleet of 10,000 trackers, each of which asks for firmware once a day. */
class StagedRolloutTest {
  private static final int FLEET = 10_000;
  private static final int LONGEST_DAYS = 60;

  private final FirmwareWorld world = new FirmwareWorld();
  private final List<Imei> fleet = IntStream.range(0, FLEET).mapToObj(Imeis::checked).toList();
  private final long[] versions =
      IntStream.range(0, FLEET).mapToLong(i -> FirmwareWorld.OLD).toArray();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void reaches_every_tracker_if_no_download_fails() {
    var id = world.release(inStages());

    for (int day = 0; day < LONGEST_DAYS && !all(FirmwareWorld.NEW); day++) {
      passDay(0);
    }

    assertThat(versions).containsOnly(FirmwareWorld.NEW);
    assertThat(world.journal.events(RolloutAdvanced.class))
        .extracting(RolloutAdvanced::stage)
        .containsExactly(1, 2, 3);
    assertThat(world.find(id).state()).isEqualTo(ReleaseState.ACTIVE);
  }

  @Test
  void stays_within_its_stage_until_enough_trackers_were_seen() {
    world.release(inStages());

    passDay(0);

    assertThat(updated()).isBetween(50L, 150L); // 1 % of the fleet, give or take chance
  }

  @Test
  void pauses_by_itself_if_a_fifth_of_the_trackers_fails_and_is_offered_to_nobody_then() {
    var id = world.release(inStages());

    for (int day = 0; day < LONGEST_DAYS && isActive(id); day++) {
      passDay(20);
    }

    assertThat(world.find(id).state()).isEqualTo(ReleaseState.PAUSED);
    assertThat(world.find(id).pausedBecause().orElseThrow())
        .contains("still report an older version");
    assertThat(updated()).isLessThan(FLEET / 2L);
    assertThat(offersOnNextDay()).isZero();
  }

  @Test
  void goes_on_after_an_operator_has_mended_what_was_wrong() {
    var id = world.release(inStages());
    for (int day = 0; day < LONGEST_DAYS && isActive(id); day++) {
      passDay(20);
    }

    world.steer.activate(id);
    for (int day = 0; day < LONGEST_DAYS && !all(FirmwareWorld.NEW); day++) {
      passDay(0);
    }

    assertThat(versions).containsOnly(FirmwareWorld.NEW);
  }

  private static Rollout inStages() {
    var gate = Optional.of(new Gate(20, RolloutShare.percent(80)));
    var stages =
        Stream.of(1, 10, 50, 100)
            .map(share -> new Stage(RolloutShare.percent(share), gate))
            .toList();
    return new Rollout(stages, 0, Optional.of(Brake.USUAL));
  }

  /** Every tracker asks; who is offered the release then runs it, unless it is one that fails. */
  private void passDay(int failingPercent) {
    for (int i = 0; i < FLEET; i++) {
      var offered = world.ask(fleet.get(i), versions[i]).offered();
      if (offered.isPresent() && i % 100 >= failingPercent) {
        versions[i] = offered.get().version();
      }
      if (random.nextInt(100) == 0) {
        world.watch();
      }
    }
    world.watch();
    world.clock.pass(Duration.ofDays(1));
  }

  private long offersOnNextDay() {
    return IntStream.range(0, FLEET)
        .filter(i -> world.ask(fleet.get(i), versions[i]).offered().isPresent())
        .count();
  }

  private boolean isActive(ReleaseId id) {
    return world.find(id).state() == ReleaseState.ACTIVE;
  }

  private boolean all(long version) {
    return IntStream.range(0, FLEET).allMatch(i -> versions[i] == version);
  }

  private long updated() {
    return IntStream.range(0, FLEET).filter(i -> versions[i] == FirmwareWorld.NEW).count();
  }
}
