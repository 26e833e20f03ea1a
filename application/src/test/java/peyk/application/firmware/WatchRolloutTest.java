package peyk.application.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;
import peyk.domain.firmware.RolloutShare;

class WatchRolloutTest {
  private static final Stage ALL_BUT_NOT_YET =
      new Stage(RolloutShare.percent(99), Optional.of(new Gate(1, RolloutShare.percent(1))));
  private static final Stage ALL = new Stage(RolloutShare.ALL, Optional.empty());
  private static final Brake BRAKE = new Brake(2, 1, RolloutShare.percent(1));

  private final FirmwareWorld world = new FirmwareWorld();

  @Test
  void begins_the_next_stage_when_a_tracker_asks_with_the_new_version() {
    var id = world.release(rollout());
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);
    world.watch();
    assertThat(world.find(id).rollout().stage()).isZero();

    world.ask(Imeis.checked(1), FirmwareWorld.NEW);
    world.watch();

    assertThat(world.find(id).rollout().stage()).isEqualTo(1);
  }

  @Test
  void pauses_when_a_tracker_keeps_asking_with_the_old_version() {
    var id = world.release(rollout());
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);

    world.watch();

    assertThat(world.find(id).state()).isEqualTo(ReleaseState.PAUSED);
    assertThat(world.journal.events()).hasSize(1);
    assertThat(world.ask(Imeis.checked(2), FirmwareWorld.OLD).reason()).isEqualTo("release_paused");
  }

  @Test
  void invented_trackers_neither_begin_a_stage_nor_pause_a_release() {
    world.trackers.add(Imeis.checked(1));
    var id = world.release(rollout());

    assertThat(world.ask(Imeis.checked(2), FirmwareWorld.OLD).offered()).isPresent();
    world.ask(Imeis.checked(2), FirmwareWorld.NEW);
    for (int i = 0; i < 5; i++) {
      world.ask(Imeis.checked(3), FirmwareWorld.OLD);
    }
    world.watch();

    assertThat(world.find(id).rollout().stage()).isZero();
    assertThat(world.find(id).state()).isEqualTo(ReleaseState.ACTIVE);
  }

  @Test
  void a_tracker_that_took_its_offer_before_traccar_was_known_to_have_it_counts() {
    world.trackers.add(Imeis.checked(2));
    var id = world.release(rollout());
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);

    world.trackers.add(Imeis.checked(1));
    world.ask(Imeis.checked(1), FirmwareWorld.NEW);
    world.watch();

    assertThat(world.find(id).rollout().stage()).isEqualTo(1);
  }

  @Test
  void lets_what_an_operator_did_meanwhile_stand() {
    var id = world.release(rollout());
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);
    world.steer.withdraw(id);

    world.watch();

    assertThat(world.find(id).state()).isEqualTo(ReleaseState.WITHDRAWN);
    assertThat(world.journal.events()).isEmpty();
  }

  @Test
  void failures_do_not_pause_a_release_that_was_resumed_meanwhile() {
    var id = world.release(rollout());
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);
    world.ask(Imeis.checked(1), FirmwareWorld.OLD);

    world.watchRollout(new ResumingOffers(id)).run(id.toString());

    assertThat(world.find(id).state()).isEqualTo(ReleaseState.ACTIVE);
    assertThat(world.find(id).round()).isEqualTo(1);
    assertThat(world.journal.events()).isEmpty();
  }

  /** An operator pauses and resumes the release just after its progress was read. */
  private final class ResumingOffers implements OfferRepository {
    private final ReleaseId id;

    ResumingOffers(ReleaseId id) {
      this.id = id;
    }

    @Override
    public List<Offer> of(Imei imei) {
      return world.firmware.offers().of(imei);
    }

    @Override
    public void seen(Imei imei, long version, Instant at) {
      world.firmware.offers().seen(imei, version, at);
    }

    @Override
    public Progress progress(Release release) {
      var progress = world.firmware.offers().progress(release);
      world.steer.pause(id);
      world.steer.activate(id);
      return progress;
    }
  }

  @Test
  void has_nothing_to_do_with_a_release_that_is_gone() {
    assertThat(world.watchRollout.run("77")).isEqualTo(new Next.Done());
  }

  @Test
  void leaves_a_release_without_a_brake_to_its_operators() {
    var id = world.release(Firmware.stages(99));
    for (int i = 0; i < 3; i++) {
      world.ask(Imeis.checked(1), FirmwareWorld.OLD);
    }

    world.watch();

    assertThat(world.find(id).state()).isEqualTo(ReleaseState.ACTIVE);
  }

  private static Rollout rollout() {
    return new Rollout(List.of(ALL_BUT_NOT_YET, ALL), 0, Optional.of(BRAKE));
  }
}
