package peyk.domain.device;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.account.AccountId;

/**
 * The claims on devices. A change names the claim that it is based on. If any replica has changed
 * that claim since, the result is empty or false. So one of two racing requests wins.
 */
public interface DeviceClaimRepository {
  /** Returns {@link DeviceClaim#none} for a device that was never claimed. */
  DeviceClaim find(DeviceId device);

  /**
   * Opens a claim unless one is pending. The durable job {@code finish-claim} takes over if the
   * caller dies.
   */
  Optional<DeviceClaim> open(
      DeviceClaim seen, AccountId owner, Optional<AccountId> from, Instant now);

  /** Records that the tracker received its command. */
  Optional<DeviceClaim> commanded(DeviceClaim pending);

  /**
   * Settles the pending claim in one transaction: its owner becomes the device's owner, the device
   * is unnamed, and a patch of {@code assignee} waits to be written.
   */
  boolean settle(DeviceClaim pending);

  /** Adds a patch that sets {@code assignee}, unless the claim has changed. */
  boolean assign(DeviceClaim seen, AccountId owner);

  /** Deletes the pending claim. */
  boolean abandon(DeviceClaim pending);

  /** Forgets the owner by the last settled claim. A pending claim stays. */
  void release(DeviceId device);
}
