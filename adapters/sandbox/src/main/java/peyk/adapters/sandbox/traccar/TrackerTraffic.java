package peyk.adapters.sandbox.traccar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What trackers do and what becomes of it: a message changes the device at once, while the position
 * and the event made of it are held for a while, as Traccar does to put them in order.
 */
final class TrackerTraffic {
  private static final double LATITUDE = 35.6892;
  private static final double LONGITUDE = 51.389;

  private final TraccarState state;
  private final TrackerConnections connections;
  private final SocketHub sockets;
  private final EventPublisher events;
  private final SimulationScheduler scheduler;

  TrackerTraffic(
      TraccarState state,
      TrackerConnections connections,
      SocketHub sockets,
      EventPublisher events,
      SimulationScheduler scheduler) {
    this.state = state;
    this.connections = connections;
    this.sockets = sockets;
    this.events = events;
    this.scheduler = scheduler;
  }

  /** A tracker connects: it is online, and gets the commands that waited for it. */
  void connected(Device device, TrackerConnection connection) {
    connections.connect(device.id, connection);
    var online = spoke(device);
    for (var next = connections.nextQueued(device.id);
        next.isPresent();
        next = connections.nextQueued(device.id)) {
      var command = next.get();
      connections.send(online, String.valueOf(command.attributes().get("data")));
      events.happened(online, Event.QUEUED_COMMAND_SENT, attribute("id", command.id()), now(), 0);
    }
  }

  /** The connection of a tracker ends, or stays but is given up after a long silence. */
  void gone(Device device, String status) {
    connections.disconnect(device.id);
    if (device.status.equals(status)) {
      return;
    }
    var gone = device.withStatus(status);
    state.devices().update(gone);
    statusEvent(gone);
    sockets.device(gone);
  }

  /** A tracker answers a command, or speaks unasked. */
  void answered(Device device, String text) {
    var received = now();
    spoke(device);
    var result = AnswerDecoding.decode(text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    afterDelay(() -> publishAnswer(device.id, result, received));
  }

  /** A tracker reports where it is: a little further each time. */
  void moved(Device device, int step) {
    var received = now();
    spoke(device);
    var position =
        Position.fix(
            device.id, LATITUDE + step % 1000 * 0.0001, LONGITUDE + step % 1000 * 0.0001, received);
    afterDelay(() -> publish(position));
  }

  /** Anything else that Traccar finds out about a device. */
  void happened(Device device, String type, Map<String, @Nullable Object> attributes) {
    events.happened(device, type, attributes, now(), 0);
  }

  /** After a restart nobody is connected, and no frame or event says so. */
  void forgotten() {
    connections.disconnectAll();
    state.devices().table().stream()
        .filter(device -> !device.status.equals(Device.OFFLINE))
        .toList()
        .forEach(device -> state.devices().update(device.withStatus(Device.OFFLINE)));
  }

  private Device spoke(Device device) {
    var current = state.devices().find(device.id).orElse(device);
    var spoke = current.seenAt(now());
    state.devices().update(spoke);
    if (!current.status.equals(spoke.status)) {
      statusEvent(spoke);
    }
    sockets.device(spoke);
    return spoke;
  }

  private void statusEvent(Device device) {
    if (state.options().statusEvents()) {
      var type =
          switch (device.status) {
            case Device.ONLINE -> "deviceOnline";
            case Device.OFFLINE -> "deviceOffline";
            default -> "deviceUnknown";
          };
      events.happened(device, type, new LinkedHashMap<>(), now(), 0);
    }
  }

  private void publishAnswer(long deviceId, @Nullable String result, Instant received) {
    var device = state.devices().find(deviceId);
    if (device.isEmpty()) {
      return;
    }
    var last = state.positions().latestOf(deviceId).orElse(null);
    var position = state.positions().add(Position.ofAnswer(deviceId, last, result, received));
    if (result != null) {
      events.happened(
          device.get(), Event.COMMAND_RESULT, attribute("result", result), received, position.id());
    }
    announce(position);
  }

  private void publish(Position position) {
    if (state.devices().find(position.deviceId()).isPresent()) {
      announce(state.positions().add(position));
    }
  }

  private void announce(Position position) {
    if (position.id() != 0) {
      state
          .devices()
          .find(position.deviceId())
          .ifPresent(device -> state.devices().update(device.at(position.id())));
    }
    sockets.position(position);
  }

  private void afterDelay(Runnable work) {
    scheduler.later(state.options().answerDelay(), () -> state.lock().run(work));
  }

  private Instant now() {
    return state.options().clock().instant();
  }

  private static Map<String, @Nullable Object> attribute(String name, Object value) {
    var attributes = new LinkedHashMap<String, @Nullable Object>();
    attributes.put(name, value);
    return attributes;
  }
}
