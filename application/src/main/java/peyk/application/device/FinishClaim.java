package peyk.application.device;

import java.time.Duration;
import java.util.Optional;
import peyk.application.job.Job;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceLinkGateway;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.DeviceChangeRepository;

/**
 * Finishes claims whose tracker received its command, and drops claims whose request died before
 * that. Some seconds later it puts right what an app overwrote with an older copy of the device.
 * Each step may be repeated.
 */
public record FinishClaim(
    DeviceClaimRepository claims,
    DeviceChangeRepository changes,
    DeviceGateway devices,
    DeviceLinkGateway links,
    ClusterTime clock)
    implements Job {
  /** After this time the request that opened a claim has sent the command or given up. */
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  @Override
  public JobKind kind() {
    return JobKind.FINISH_CLAIM;
  }

  @Override
  public Next run(String device) {
    var claim = claims.find(new DeviceId(Long.parseLong(device)));
    if (claim.pending().isPresent()) {
      return proceed(claim, claim.pending().get());
    }
    claim.owner().ifPresent(owner -> restore(owner, claim));
    return new Next.Done();
  }

  private Next proceed(DeviceClaim claim, Pending pending) {
    if (pending.commanded()) {
      finish(claim, pending);
      return new Next.Again(PAUSE);
    }
    if (clock.now().isBefore(pending.since().plus(CLAIM_TIMEOUT))) {
      return new Next.Again(PAUSE);
    }
    claims.abandon(claim);
    return new Next.Done();
  }

  /** Finishes a claim whose tracker received its command; false leaves it to the job. */
  boolean tryNow(DeviceClaim commanded) {
    try {
      finish(commanded, commanded.pending().orElseThrow());
      return true;
    } catch (GatewayUnavailableException e) {
      return false;
    }
  }

  /**
   * Puts back the link and the attribute {@code assignee} if somebody removed them in Traccar.
   *
   * @param seen the claim by which the user is the owner
   * @return whether a patch waits to be written
   */
  boolean restore(AccountId owner, DeviceClaim seen) {
    var device = devices.get(seen.device());
    if (device.isEmpty()) {
      return false;
    }
    links.link(owner, seen.device());
    var latest = claims.find(seen.device());
    if (latest.version() != seen.version() && latest.hasLeft(owner)) {
      links.unlink(owner, seen.device());
    }
    var assignee = changes.waitingAssignee(seen.device()).or(device.get()::assignee);
    return !assignee.equals(Optional.of(owner)) && claims.assign(seen, owner);
  }

  /** Links the device to the claimant in Traccar. A patch writes the attribute {@code assignee}. */
  private void finish(DeviceClaim claim, Pending pending) {
    links.link(pending.owner(), claim.device());
    pending
        .from()
        .filter(from -> !from.equals(pending.owner()))
        .ifPresent(from -> links.unlink(from, claim.device()));
    if (!claims.settle(claim) && claims.find(claim.device()).hasLeft(pending.owner())) {
      links.unlink(pending.owner(), claim.device());
    }
  }
}
