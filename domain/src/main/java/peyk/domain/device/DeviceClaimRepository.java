package peyk.domain.device;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.account.AccountId;

/**
 * Claims on devices. Every change names the claim that it was decided upon and is refused, with
 * empty or false, if that has changed since, on whatever replica: of two who race for a device one
 * wins.
 */
public interface DeviceClaimRepository {
  /** Never absent: {@link DeviceClaim#none} for a device that was never claimed. */
  DeviceClaim find(DeviceId device);

  /**
   * Opens a claim, unless one is pending. From now on the durable job {@code finish-claim} looks
   * after it, should the caller not live to.
   */
  Optional<DeviceClaim> open(
      DeviceClaim seen, AccountId owner, Optional<AccountId> from, Instant now);

  /** Notes that the tracker has been told. */
  Optional<DeviceClaim> commanded(DeviceClaim pending);

  /**
   * Settles the pending claim: its owner is the device's, which is not named yet, and the patch
   * that writes the {@code assignee} waits to be carried out. All or nothing.
   */
  boolean settle(DeviceClaim pending);

  /** Forgets the pending claim. */
  boolean abandon(DeviceClaim pending);
}
