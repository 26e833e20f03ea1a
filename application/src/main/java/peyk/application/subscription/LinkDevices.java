package peyk.application.subscription;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Links devices to this service's own user, and remembers which are linked: to ask Traccar for that
 * takes it much longer than to list all devices.
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
   * Links those of the devices that are not, and fetches what they have answered before.
   *
   * @param devices all there are
   * @param known those that are linked, as Traccar has just told
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

  /** Links those that have appeared since. */
  int linkNew(Collection<DeviceId> devices) {
    return link(devices, linked);
  }

  /** How many devices were found that are not linked, and could not be. */
  public int unlinked() {
    return unlinked;
  }
}
