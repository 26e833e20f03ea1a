package peyk.domain.tracker;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;

/**
 * What Traccar needs of the user whose token this service has, before it streams events to it;
 * throws {@link peyk.domain.GatewayUnavailableException}.
 */
public interface SubscriptionGateway {
  SubscriberIdentity identity();

  /** The notifications that this service's own user owns. */
  List<OwnedNotification> notifications();

  /** Adds one that is always on, by {@code web}; not idempotent. */
  void addNotification(String eventType);

  void removeNotification(long id);

  /**
   * All devices of the server; read page by page, so that one that is renamed meanwhile may be
   * missed.
   */
  Fleet fleet();

  /** The devices linked to this service's own user, directly or by a group. */
  Set<DeviceId> linkedDevices();

  /** Links devices to this service's own user, in bulk. */
  void link(Collection<DeviceId> devices);
}
