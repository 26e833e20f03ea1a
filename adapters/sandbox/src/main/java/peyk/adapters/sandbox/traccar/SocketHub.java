package peyk.adapters.sandbox.traccar;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import peyk.adapters.sandbox.Json;

/**
 * The open web sockets. The devices that a user sees are read when the user's first socket opens
 * and forgotten when the last one closes. Links that change in between affect events only.
 */
final class SocketHub {
  private final TraccarState state;
  private final Map<Long, Set<SocketSession>> socketsByUser = new HashMap<>();
  private final Map<Long, Set<Long>> devicesByUser = new HashMap<>();
  private final Map<Long, Set<Long>> usersByDevice = new HashMap<>();

  SocketHub(TraccarState state) {
    this.state = state;
  }

  /** Adds a socket and sends it the latest position of each device of its user. */
  void open(long userId, SocketSession socket) {
    var linked = state.access().devicesOf(userId);
    socketsByUser
        .computeIfAbsent(
            userId,
            _ -> {
              see(userId, linked);
              return new LinkedHashSet<>();
            })
        .add(socket);
    var latest = linked.stream().flatMap(id -> state.positions().latestOf(id).stream()).toList();
    socket.send(frame("positions", latest));
  }

  void closed(long userId, SocketSession socket) {
    var sockets = socketsByUser.getOrDefault(userId, new HashSet<>());
    if (sockets.remove(socket) && sockets.isEmpty()) {
      socketsByUser.remove(userId);
      var seen = Objects.requireNonNullElse(devicesByUser.remove(userId), Set.<Long>of());
      seen.forEach(id -> usersByDevice.getOrDefault(id, new HashSet<>()).remove(userId));
    }
  }

  int count() {
    return socketsByUser.values().stream().mapToInt(Set::size).sum();
  }

  int count(long userId) {
    return socketsByUser.getOrDefault(userId, Set.of()).size();
  }

  /** The devices that any user with an open socket sees, in order of their ids. */
  List<Long> seenDevices() {
    return devicesByUser.values().stream().flatMap(Set::stream).distinct().sorted().toList();
  }

  void device(Device device) {
    sendToViewers(device.id, "devices", device);
  }

  void position(Position position) {
    sendToViewers(position.deviceId(), "positions", position);
  }

  void event(long userId, Event event) {
    var sockets = socketsByUser.get(userId);
    if (sockets != null) {
      var frame = frame("events", List.of(event));
      sockets.forEach(socket -> socket.send(frame));
    }
  }

  void keepAlive() {
    all().forEach(socket -> socket.send("{}"));
  }

  /** Sends a frame to every socket, whatever it holds, in pieces of so many characters. */
  void sendToAll(String frame, int piece) {
    all().forEach(socket -> socket.send(frame, piece));
  }

  /** Ends every connection without a close frame. */
  void cutAll() {
    Map.copyOf(socketsByUser)
        .forEach((userId, sockets) ->
            List.copyOf(sockets)
                .forEach(socket -> {
                  socket.cut();
                  closed(userId, socket);
                }));
  }

  private Stream<SocketSession> all() {
    return socketsByUser.values().stream().flatMap(Set::stream);
  }

  private void see(long userId, Collection<Long> devices) {
    devicesByUser.put(userId, Set.copyOf(devices));
    devices.forEach(
        id -> usersByDevice.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(userId));
  }

  private void sendToViewers(long deviceId, String kind, Object content) {
    var users = usersByDevice.getOrDefault(deviceId, Set.of());
    if (users.isEmpty()) {
      return;
    }
    var frame = frame(kind, List.of(content));
    for (var userId : users) {
      socketsByUser.getOrDefault(userId, Set.of()).forEach(socket -> socket.send(frame));
    }
  }

  private static String frame(String kind, List<?> content) {
    return Json.text(Map.of(kind, content));
  }
}
