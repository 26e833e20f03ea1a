package peyk.domain.tracker;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;

/**
 * The notifications and links that Traccar needs before it streams events to this service's own
 * user. Throws {@link peyk.domain.GatewayUnavailableException}.
 */
public interface SubscriptionGateway {
  TokenOwner identity();

  /** The notifications that this service's own user owns. */
  List<OwnedNotification> notifications();

  /** The channels for notifications that this Traccar has, e.g. {@code web}. */
  Set<String> notificators();

  /** Adds a notification that is always on, by {@code web}. Not idempotent. */
  void addNotification(String eventType);

  void removeNotification(long id);

  /** All devices of the server. */
  Fleet fleet();

  /**
   * The devices linked to this service's own user, directly or by a group. A Traccar that uses H2
   * may be too slow to answer.
   */
  Set<DeviceId> linkedDevices();

  /** Links those that exist and are not linked yet. Traccar would store a second link. */
  void link(Collection<DeviceId> devices);
}
