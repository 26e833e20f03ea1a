package peyk.domain.device;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.account.AccountId;

/**
 * The ownership of a device beyond Traccar's {@code assignee}: its claims through this service, and
 * whether it was named for its owner.
 *
 * @param owner the owner by the last settled claim; empty before the first
 * @param named whether the device has its name for that owner
 * @param pending an unsettled claim; it excludes any other
 * @param version grows with every change, so that a change based on an older state is refused
 */
public record DeviceClaim(
    DeviceId device,
    Optional<AccountId> owner,
    boolean named,
    Optional<Pending> pending,
    long version) {

  /**
   * An unsettled claim.
   *
   * @param from the owner to be unlinked; empty if there was none
   * @param commanded whether the tracker received its command: then the claim must be finished,
   *     before that it is undone
   */
  public record Pending(
      AccountId owner, Optional<AccountId> from, boolean commanded, Instant since) {}

  /**
   * Whether the device belongs to another user, by a settled claim or by one that must be finished.
   */
  public boolean hasLeft(AccountId user) {
    return pending
        .filter(Pending::commanded)
        .map(Pending::owner)
        .or(() -> owner)
        .filter(holder -> !holder.equals(user))
        .isPresent();
  }

  /** The state of a device that was never claimed through this service. */
  public static DeviceClaim none(DeviceId device) {
    return new DeviceClaim(device, Optional.empty(), false, Optional.empty(), 0);
  }
}
