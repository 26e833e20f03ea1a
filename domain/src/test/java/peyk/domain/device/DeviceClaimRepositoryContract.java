package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.job.JobKind;

/** What every {@link DeviceClaimRepository} does, whatever it is made of. */
public abstract class DeviceClaimRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final AccountId ALI = new AccountId(11);
  private static final AccountId SARA = new AccountId(12);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  /** The claims of one process, none at first. */
  protected abstract DeviceClaimRepository claims();

  /** The same claims as another process sees them. */
  protected abstract DeviceClaimRepository claimsOfAnotherReplica();

  /** When a job is due; empty if it does not wait. */
  protected abstract Optional<Instant> due(JobKind kind, DeviceId device);

  /** The patches that wait for a device, in order. */
  protected abstract List<DevicePatch> patches(DeviceId device);

  @Test
  void a_device_that_was_never_claimed_has_no_claim() {
    assertThat(claims().find(DEVICE)).isEqualTo(DeviceClaim.none(DEVICE));
  }

  @Test
  void an_open_claim_is_pending_and_has_a_job_to_look_after_it() {
    var opened = open(Optional.of(SARA));
    assertThat(opened.pending()).contains(new Pending(ALI, Optional.of(SARA), false, NOW));
    assertThat(opened.owner()).isEmpty();
    assertThat(opened.version()).isPositive();
    assertThat(claims().find(DEVICE)).isEqualTo(opened);
    assertThat(due(JobKind.FINISH_CLAIM, DEVICE)).contains(NOW.plusSeconds(10));
  }

  @Test
  void while_a_claim_is_pending_no_other_can_be_made() {
    var opened = open(Optional.empty());
    assertThat(claims().open(opened, SARA, Optional.empty(), NOW)).isEmpty();
    assertThat(claims().find(DEVICE)).isEqualTo(opened);
  }

  @Test
  void a_change_in_ignorance_of_another_is_refused() {
    var none = claims().find(DEVICE);
    var opened = open(Optional.empty());
    var commanded = claims().commanded(opened).orElseThrow();

    assertThat(claims().open(none, SARA, Optional.empty(), NOW)).isEmpty();
    assertThat(claims().commanded(opened)).isEmpty();
    assertThat(claims().settle(opened)).isFalse();
    assertThat(claims().abandon(opened)).isFalse();
    assertThat(claims().find(DEVICE)).isEqualTo(commanded);
    assertThat(patches(DEVICE)).isEmpty();

    assertThat(claims().abandon(commanded)).isTrue();
    assertThat(claims().open(opened, SARA, Optional.empty(), NOW)).isEmpty();
    assertThat(claims().open(none, SARA, Optional.empty(), NOW)).isEmpty();
  }

  @Test
  void that_the_tracker_was_told_is_noted() {
    var opened = open(Optional.empty());
    var commanded = claims().commanded(opened).orElseThrow();
    assertThat(commanded.pending()).contains(new Pending(ALI, Optional.empty(), true, NOW));
    assertThat(commanded.version()).isGreaterThan(opened.version());
    assertThat(claims().find(DEVICE)).isEqualTo(commanded);
  }

  @Test
  void a_settled_claim_makes_the_owner_and_waits_to_be_written() {
    var commanded = claims().commanded(open(Optional.empty())).orElseThrow();
    assertThat(claims().settle(commanded)).isTrue();
    var settled = claims().find(DEVICE);
    assertThat(settled.owner()).contains(ALI);
    assertThat(settled.named()).isFalse();
    assertThat(settled.pending()).isEmpty();
    assertThat(settled.version()).isGreaterThan(commanded.version());
    assertThat(patches(DEVICE)).containsExactly(DevicePatch.assign(ALI));
    assertThat(due(JobKind.UPDATE_DEVICE, DEVICE)).isPresent();
    assertThat(claims().settle(commanded)).isFalse();
    assertThat(patches(DEVICE)).hasSize(1);
  }

  @Test
  void an_owner_is_assigned_again_only_while_the_claim_stays_as_it_was() {
    var none = claims().find(DEVICE);
    assertThat(claims().assign(none, ALI)).isTrue();
    var opened = open(Optional.empty());
    assertThat(claims().assign(none, ALI)).isFalse();
    assertThat(claims().assign(opened, SARA)).isTrue();
    assertThat(claims().settle(opened)).isTrue();
    assertThat(claims().assign(opened, SARA)).isFalse();
    assertThat(patches(DEVICE))
        .containsExactly(
            DevicePatch.assign(ALI), DevicePatch.assign(SARA), DevicePatch.assign(ALI));
  }

  @Test
  void a_released_device_has_no_owner_and_whoever_knew_one_cannot_change_it() {
    claims().release(DEVICE);
    assertThat(claims().find(DEVICE)).isEqualTo(DeviceClaim.none(DEVICE));
    claims().settle(open(Optional.empty()));
    var settled = claims().find(DEVICE);
    claims().release(DEVICE);
    assertThat(claims().find(DEVICE).owner()).isEmpty();
    assertThat(claims().assign(settled, ALI)).isFalse();
    assertThat(claims().open(settled, SARA, Optional.of(ALI), NOW)).isEmpty();
  }

  @Test
  void a_registration_on_its_way_outlives_a_release() {
    claims().settle(open(Optional.empty()));
    var opened = claims().open(claims().find(DEVICE), SARA, Optional.of(ALI), NOW).orElseThrow();
    claims().release(DEVICE);
    assertThat(claims().find(DEVICE).owner()).isEmpty();
    assertThat(claims().settle(opened)).isTrue();
    assertThat(claims().find(DEVICE).owner()).contains(SARA);
  }

  @Test
  void nothing_can_be_done_to_a_claim_that_is_not_pending() {
    claims().settle(open(Optional.empty()));
    var settled = claims().find(DEVICE);
    assertThat(claims().settle(settled)).isFalse();
    assertThat(claims().abandon(settled)).isFalse();
    assertThat(claims().commanded(settled)).isEmpty();
    assertThat(claims().find(DEVICE)).isEqualTo(settled);
  }

  @Test
  void an_abandoned_claim_leaves_the_owner_of_before() {
    claims().settle(open(Optional.empty()));
    var settled = claims().find(DEVICE);
    var opened = claims().open(settled, SARA, Optional.of(ALI), NOW.plusSeconds(1)).orElseThrow();
    assertThat(claims().abandon(opened)).isTrue();
    var abandoned = claims().find(DEVICE);
    assertThat(abandoned.owner()).contains(ALI);
    assertThat(abandoned.pending()).isEmpty();
    assertThat(abandoned.version()).isGreaterThan(opened.version());
  }

  @Test
  void of_many_who_race_for_a_device_one_wins() {
    assertThat(race(claims().find(DEVICE))).hasSize(1);
    var pending = claims().find(DEVICE);
    assertThat(claims().abandon(pending)).isTrue();
    assertThat(race(claims().find(DEVICE))).hasSize(1);
  }

  @Test
  void of_many_who_settle_a_claim_one_does() {
    var pending = open(Optional.empty());
    assertThat(AtOnce.run(10, number -> replica(number).settle(pending)))
        .filteredOn(settled -> settled)
        .hasSize(1);
    assertThat(patches(DEVICE)).hasSize(1);
  }

  private List<Optional<DeviceClaim>> race(DeviceClaim seen) {
    return AtOnce.run(
            10,
            number ->
                replica(number).open(seen, new AccountId(100 + number), Optional.empty(), NOW))
        .stream()
        .filter(Optional::isPresent)
        .toList();
  }

  private DeviceClaimRepository replica(int number) {
    return number % 2 == 0 ? claims() : claimsOfAnotherReplica();
  }

  private DeviceClaim open(Optional<AccountId> from) {
    return claims().open(claims().find(DEVICE), ALI, from, NOW).orElseThrow();
  }
}
