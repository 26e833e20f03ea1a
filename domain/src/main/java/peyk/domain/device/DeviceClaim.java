package peyk.domain.device;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.account.AccountId;

/**
 * What we know of a device's ownership beyond Traccar's {@code assignee}: who claimed it through
 * us, how far that claim has come, and whether the device has been named for its owner.
 *
 * @param owner the last owner whose claim was settled; empty before the first
 * @param named whether that owner's device has got its name
 * @param pending a claim that is not settled yet; while there is one, no other can be made
 * @param version grows with every change, so that a change made in ignorance of another is refused
 */
public record DeviceClaim(
    DeviceId device,
    Optional<AccountId> owner,
    boolean named,
    Optional<Pending> pending,
    long version) {

  /**
   * A claim on its way.
   *
   * @param from the owner to be unlinked; empty if there was none
   * @param commanded whether the tracker has been told: from then on the claim is finished, before
   *     that undone
   */
  public record Pending(
      AccountId owner, Optional<AccountId> from, boolean commanded, Instant since) {}

  /** Of a device that nobody has claimed through us. */
  public static DeviceClaim none(DeviceId device) {
    return new DeviceClaim(device, Optional.empty(), false, Optional.empty(), 0);
  }
}
