package peyk.adapters.sandbox.traccar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of trackers and their effects. A message changes the device at once. Its position
 * and event follow after a delay: Traccar holds positions to put them in order.
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

  /** Connects a tracker. Its device is online, and queued commands are sent. */
  void connected(Device device, TrackerConnection connection) {
    connections.connect(device.id, connection);
    var online = seen(device);
    for (var next = connections.nextQueued(device.id);
        next.isPresent();
        next = connections.nextQueued(device.id)) {
      var command = next.get();
      connections.send(online, String.valueOf(command.attributes().get("data")));
      events.publish(online, Event.QUEUED_COMMAND_SENT, attribute("id", command.id()), now(), 0);
    }
  }

  /** Ends the connection of a tracker, or gives it up after a long silence. */
  void disconnected(Device device, String status) {
    connections.disconnect(device.id);
    if (device.status.equals(status)) {
      return;
    }
    var gone = device.withStatus(status);
    state.devices().update(gone);
    statusEvent(gone);
    sockets.device(gone);
  }

  /** Receives a text from a tracker, asked for or not. */
  void answered(Device device, String text) {
    var received = now();
    seen(device);
    var result = AnswerDecoding.decode(text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    afterDelay(() -> publishAnswer(device.id, result, received));
  }

  /** Receives a position from a tracker, which moves a little with each step. */
  void moved(Device device, int step) {
    var received = now();
    seen(device);
    var position =
        Position.fix(
            device.id, LATITUDE + step % 1000 * 0.0001, LONGITUDE + step % 1000 * 0.0001, received);
    afterDelay(() -> publish(position));
  }

  /** Publishes any other event of a device. */
  void emitted(Device device, String type, Map<String, @Nullable Object> attributes) {
    events.publish(device, type, attributes, now(), 0);
  }

  /** Disconnects all trackers without frame or event, as a restart does. */
  void disconnectedAll() {
    connections.disconnectAll();
    state.devices().table().stream()
        .filter(device -> !device.status.equals(Device.OFFLINE))
        .toList()
        .forEach(device -> state.devices().update(device.withStatus(Device.OFFLINE)));
  }

  private Device seen(Device device) {
    var current = state.devices().find(device.id).orElse(device);
    var seen = current.seenAt(now());
    state.devices().update(seen);
    if (!current.status.equals(seen.status)) {
      statusEvent(seen);
    }
    sockets.device(seen);
    return seen;
  }

  private void statusEvent(Device device) {
    if (state.options().statusEvents()) {
      var type =
          switch (device.status) {
            case Device.ONLINE -> "deviceOnline";
            case Device.OFFLINE -> "deviceOffline";
            default -> "deviceUnknown";
          };
      events.publish(device, type, new LinkedHashMap<>(), now(), 0);
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
      events.publish(
          device.get(), Event.COMMAND_RESULT, attribute("result", result), received, position.id());
    }
    send(position);
  }

  private void publish(Position position) {
    if (state.devices().find(position.deviceId()).isPresent()) {
      send(state.positions().add(position));
    }
  }

  private void send(Position position) {
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
