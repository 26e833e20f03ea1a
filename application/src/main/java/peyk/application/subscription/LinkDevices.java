package peyk.application.subscription;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Links devices to this service's own user and remembers them, because listing linked devices takes
 * Traccar much longer than listing all devices.
 */
public final class LinkDevices {
  private final SubscriptionGateway traccar;
  private final RecoverNewDevices recoverNewDevices;
  private volatile Set<DeviceId> linked = Set.of();
  private volatile int unlinked;

  public LinkDevices(SubscriptionGateway traccar, RecoverEvents recoverEvents) {
    this.traccar = traccar;
    this.recoverNewDevices = new RecoverNewDevices(recoverEvents);
  }

  /**
   * Links the devices that are not linked, and fetches their earlier answers.
   *
   * @param devices all there are
   * @param known the linked ones, as Traccar just listed them
   * @return how many were linked
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  int link(Collection<DeviceId> devices, Set<DeviceId> known) {
    var missing = new HashSet<>(devices);
    missing.removeAll(known);
    unlinked = missing.size();
    if (!missing.isEmpty()) {
      recoverNewDevices.owe(missing);
      traccar.link(missing);
    }
    linked = Set.copyOf(devices);
    unlinked = 0;
    recoverNewDevices.owed(linked);
    return missing.size();
  }

  /** Links the devices that are new since the last call. */
  int linkNew(Collection<DeviceId> devices) {
    return link(devices, linked);
  }

  /** The number of devices that are not linked and could not be linked. */
  public int unlinked() {
    return unlinked;
  }
}
