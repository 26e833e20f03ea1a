package peyk.domain.device;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import peyk.domain.InMemoryJobs;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.job.JobKind;

/** Claims in memory. */
public final class InMemoryDeviceClaimRepository implements DeviceClaimRepository {
  private static final Duration BY_ITSELF = Duration.ofSeconds(10);

  private final Map<DeviceId, DeviceClaim> claims = new HashMap<>();
  private final BiConsumer<DeviceId, DevicePatch> patches;
  private final InMemoryJobs jobs;

  /**
   * @param patches takes the patch that a settled claim brings
   */
  public InMemoryDeviceClaimRepository(
      BiConsumer<DeviceId, DevicePatch> patches, InMemoryJobs jobs) {
    this.patches = patches;
    this.jobs = jobs;
  }

  @Override
  public synchronized DeviceClaim find(DeviceId device) {
    return claims.getOrDefault(device, DeviceClaim.none(device));
  }

  @Override
  public synchronized Optional<DeviceClaim> open(
      DeviceClaim seen, AccountId owner, Optional<AccountId> from, Instant now) {
    if (find(seen.device()).pending().isPresent()) {
      return Optional.empty();
    }
    var opened =
        change(seen, claim -> with(claim, Optional.of(new Pending(owner, from, false, now))));
    opened.ifPresent(
        claim -> jobs.wake(JobKind.FINISH_CLAIM, claim.device().toString(), now.plus(BY_ITSELF)));
    return opened;
  }

  @Override
  public synchronized Optional<DeviceClaim> commanded(DeviceClaim pending) {
    return changePending(
        pending,
        claim ->
            with(
                claim,
                claim.pending().map(p -> new Pending(p.owner(), p.from(), true, p.since()))));
  }

  @Override
  public synchronized boolean settle(DeviceClaim pending) {
    var settled =
        changePending(
            pending,
            claim ->
                new DeviceClaim(
                    claim.device(),
                    claim.pending().map(Pending::owner),
                    false,
                    Optional.empty(),
                    claim.version() + 1));
    settled
        .flatMap(DeviceClaim::owner)
        .ifPresent(owner -> patches.accept(pending.device(), DevicePatch.assign(owner)));
    return settled.isPresent();
  }

  @Override
  public synchronized boolean assign(DeviceClaim seen, AccountId owner) {
    var isUnchanged = find(seen.device()).version() == seen.version();
    if (isUnchanged) {
      patches.accept(seen.device(), DevicePatch.assign(owner));
    }
    return isUnchanged;
  }

  @Override
  public synchronized boolean abandon(DeviceClaim pending) {
    return changePending(pending, claim -> with(claim, Optional.empty())).isPresent();
  }

  @Override
  public synchronized void release(DeviceId device) {
    claims.computeIfPresent(
        device,
        (_, claim) ->
            new DeviceClaim(
                device,
                Optional.empty(),
                false,
                claim.pending(),
                claim.version() + (claim.pending().isPresent() ? 0 : 1)));
  }

  /** The device has got its name for that owner. */
  public synchronized void named(DeviceId device, AccountId owner) {
    var claim = find(device);
    if (!claim.named() || !claim.owner().equals(Optional.of(owner))) {
      var version = claim.pending().isPresent() ? claim.version() : claim.version() + 1;
      claims.put(
          device, new DeviceClaim(device, Optional.of(owner), true, claim.pending(), version));
    }
  }

  private Optional<DeviceClaim> changePending(DeviceClaim seen, UnaryOperator<DeviceClaim> change) {
    return find(seen.device()).pending().isEmpty() ? Optional.empty() : change(seen, change);
  }

  private Optional<DeviceClaim> change(DeviceClaim seen, UnaryOperator<DeviceClaim> change) {
    var claim = find(seen.device());
    if (claim.version() != seen.version()) {
      return Optional.empty();
    }
    var changed = change.apply(claim);
    claims.put(claim.device(), changed);
    return Optional.of(changed);
  }

  private static DeviceClaim with(DeviceClaim claim, Optional<Pending> pending) {
    return new DeviceClaim(
        claim.device(), claim.owner(), claim.named(), pending, claim.version() + 1);
  }
}
