package peyk.adapters.sandbox.traccar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores events and sends them to each user who is linked to the device and has a notification. */
final class EventPublisher {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** An event that is due to a user because of a notification. */
  private record Delivery(long userId, Notification notification) {}

  private final TraccarState state;
  private final SocketHub sockets;

  EventPublisher(TraccarState state, SocketHub sockets) {
    this.state = state;
    this.sockets = sockets;
  }

  /** Stores an event, and sends it to the sockets of users who have a notification for it. */
  void publish(
      Device device,
      String type,
      Map<String, @Nullable Object> attributes,
      Instant time,
      long positionId) {
    var event = state.events().add(new Event(0, attributes, device.id, type, time, positionId));
    var deliveries = deliveries(device, event);
    if (!deliveries.stream().allMatch(this::isConfigured)) {
      return;
    }
    var withMessage = event.withMessage(message(device, event));
    deliveries.stream()
        .filter(delivery -> delivery.notification().isForWeb())
        .forEach(delivery -> sockets.event(delivery.userId(), withMessage));
  }

  private List<Delivery> deliveries(Device device, Event event) {
    return state.access().usersOf(device).stream()
        .flatMap(userId -> notificationsOf(userId).map(one -> new Delivery(userId, one)))
        .filter(delivery -> matches(delivery.notification(), event))
        .toList();
  }

  private Stream<Notification> notificationsOf(long userId) {
    return state.links().table(LinkKind.USER_NOTIFICATION).itemsOf(userId).stream()
        .flatMap(id -> state.notifications().find(id).stream());
  }

  private boolean matches(Notification notification, Event event) {
    return event.type().equals(notification.type)
        && (notification.always
            || state
                .links()
                .table(LinkKind.DEVICE_NOTIFICATION)
                .has(event.deviceId(), notification.id));
  }

  /**
   * Traccar stops delivering an event, to anybody, at the first notificator that is not configured.
   * Its order is arbitrary, so the simulation delivers nothing at all.
   */
  private boolean isConfigured(Delivery delivery) {
    return state.options().notificators().containsAll(delivery.notification().notificatorTypes());
  }

  private static String message(Device device, Event event) {
    var what =
        switch (event.type()) {
          case Event.COMMAND_RESULT ->
              device.name + " command result received: " + event.attributes().get("result");
          case Event.QUEUED_COMMAND_SENT -> "Queued command sent to " + device.name;
          case "deviceOnline" -> device.name + " online";
          case "deviceOffline" -> device.name + " offline";
          case "deviceUnknown" -> device.name + " unknown";
          default -> device.name + " " + event.type();
        };
    return what + " at " + TIME.format(event.eventTime());
  }
}
