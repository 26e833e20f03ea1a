package peyk.application.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceLinkGateway;
import peyk.domain.job.JobKind;

class FinishClaimTest {
  private final DeviceWorld world = new DeviceWorld();

  @Test
  void its_name_is_the_one_by_which_it_is_woken() {
    assertThat(world.finishClaim.kind()).isEqualTo(JobKind.FINISH_CLAIM);
  }

  @Test
  void without_a_claim_there_is_nothing_to_do() {
    assertThat(world.finishClaim()).isEqualTo(new Next.Done());
  }

  @Test
  void a_claim_whose_tracker_was_told_is_finished() {
    world.belongsTo(world.reza);
    commanded(Optional.of(world.reza.id()));
    assertThat(world.finishClaim()).isInstanceOf(Next.Again.class);
    assertThat(isLinked(world.ali.id())).isTrue();
    assertThat(isLinked(world.reza.id())).isFalse();
    assertThat(world.claims.find(world.tracker.id()).owner()).contains(world.ali.id());
    assertThat(world.claims.find(world.tracker.id()).pending()).isEmpty();
    assertThat(world.changes.waitingAssignee(world.tracker.id())).contains(world.ali.id());
  }

  @Test
  void who_claims_a_device_from_themselves_stays_linked() {
    commanded(Optional.of(world.ali.id()));
    world.finishClaim();
    assertThat(isLinked(world.ali.id())).isTrue();
  }

  @Test
  void during_an_outage_the_claim_waits() {
    commanded(Optional.empty());
    world.links.outage().begin();
    assertThatThrownBy(world::finishClaim).isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.claims.find(world.tracker.id()).pending()).isPresent();
    assertThat(world.changes.waitingAssignee(world.tracker.id())).isEmpty();
  }

  @Test
  void a_claim_that_was_finished_here_and_now_is_not_finished_twice() {
    var claim = commanded(Optional.empty());
    assertThat(world.finishClaim.tryNow(claim)).isTrue();
    assertThat(world.finishClaim()).isEqualTo(new Next.Done());
    assertThat(world.changes.waiting(world.tracker.id(), 10)).hasSize(1);
  }

  @Test
  void a_claim_that_cannot_be_finished_here_and_now_is_left_to_the_job() {
    var claim = commanded(Optional.empty());
    world.links.outage().begin();
    assertThat(world.finishClaim.tryNow(claim)).isFalse();
    world.links.outage().end();
    world.finishClaim();
    assertThat(isLinked(world.ali.id())).isTrue();
  }

  @Test
  void a_claim_whose_tracker_was_not_told_is_given_a_minute_and_then_forgotten() {
    open(Optional.of(world.reza.id()));
    world.belongsTo(world.reza);
    world.clock.pass(Duration.ofSeconds(59));
    assertThat(world.finishClaim()).isEqualTo(new Next.Again(Duration.ofSeconds(10)));
    assertThat(world.claims.find(world.tracker.id()).pending()).isPresent();
    world.clock.pass(Duration.ofSeconds(1));
    assertThat(world.finishClaim()).isEqualTo(new Next.Done());
    assertThat(world.claims.find(world.tracker.id()).pending()).isEmpty();
    assertThat(isLinked(world.ali.id())).isFalse();
    assertThat(isLinked(world.reza.id())).isTrue();
  }

  @Test
  void what_an_app_overwrites_right_after_a_registration_is_put_back() {
    commanded(Optional.empty());
    world.finishClaim();
    world.update(world.tracker);
    world.devices.change(world.tracker.id(), device -> device.without("assignee"));
    world.links.unlink(world.ali.id(), world.tracker.id());
    assertThat(world.finishClaim()).isEqualTo(new Next.Done());
    world.update(world.tracker);
    assertThat(world.inTraccar().assignee()).contains(world.ali.id());
    assertThat(isLinked(world.ali.id())).isTrue();
  }

  @Test
  void of_a_device_that_is_gone_nothing_is_put_back() {
    commanded(Optional.empty());
    world.finishClaim();
    world.devices.remove(world.tracker.id());
    world.finishClaim();
    assertThat(world.changes.waiting(world.tracker.id(), 10)).hasSize(1);
  }

  @Test
  void an_owner_who_gives_the_device_away_meanwhile_does_not_get_the_link_back() {
    commanded(Optional.empty());
    world.finishClaim();
    assertThat(finishClaim(new LateLink(this::giveToReza)).run(world.tracker.id().toString()))
        .isEqualTo(new Next.Done());
    assertBelongsToReza();
  }

  @Test
  void a_claim_that_is_finished_late_does_not_link_an_owner_of_before() {
    var claim = commanded(Optional.empty());
    var late =
        finishClaim(
            new LateLink(() -> {
              world.finishClaim();
              giveToReza();
            }));
    assertThat(late.tryNow(claim)).isTrue();
    assertBelongsToReza();
  }

  private FinishClaim finishClaim(DeviceLinkGateway links) {
    return new FinishClaim(world.claims, world.changes, world.devices, links, world.clock);
  }

  private void giveToReza() {
    var device = world.tracker.id();
    var seen = world.claims.find(device);
    var reza = world.reza.id();
    var opened =
        world.claims.open(seen, reza, Optional.of(world.ali.id()), world.clock.now()).orElseThrow();
    world.finishClaim.tryNow(world.claims.commanded(opened).orElseThrow());
    world.update(world.tracker);
  }

  private void assertBelongsToReza() {
    world.update(world.tracker);
    assertThat(isLinked(world.ali.id())).isFalse();
    assertThat(isLinked(world.reza.id())).isTrue();
    assertThat(world.inTraccar().assignee()).contains(world.reza.id());
  }

  /** The first link meets an event on its way: it arrives after the event. */
  private final class LateLink implements DeviceLinkGateway {
    private Runnable event;

    LateLink(Runnable event) {
      this.event = event;
    }

    @Override
    public void link(AccountId account, DeviceId device) {
      event.run();
      event = () -> {};
      world.links.link(account, device);
    }

    @Override
    public void unlink(AccountId account, DeviceId device) {
      world.links.unlink(account, device);
    }

    @Override
    public void subscribe(DeviceId device) {
      world.links.subscribe(device);
    }
  }

  private DeviceClaim commanded(Optional<AccountId> from) {
    return world.claims.commanded(open(from)).orElseThrow();
  }

  private DeviceClaim open(Optional<AccountId> from) {
    return world
        .claims
        .open(DeviceClaim.none(world.tracker.id()), world.ali.id(), from, world.clock.now())
        .orElseThrow();
  }

  private boolean isLinked(AccountId user) {
    return world.devices.isLinked(user, world.tracker.id());
  }
}
