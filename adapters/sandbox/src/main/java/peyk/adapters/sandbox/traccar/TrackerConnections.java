package peyk.adapters.sandbox.traccar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** The connections of trackers, the texts that were sent, and the commands that are queued. */
final class TrackerConnections {
  private record Sent(String text, Instant at) {}

  private final Executor wire;
  private final InstantSource clock;
  private final boolean marksFilledIn;
  private final Map<Long, TrackerConnection> connected = new HashMap<>();
  private final Map<Long, Queue<Command.Queued>> queued = new HashMap<>();
  private final Map<String, List<Sent>> sent = new HashMap<>();
  private long lastQueuedId;

  /**
   * @param wire delivers texts to trackers, one at a time
   * @param clock tells when they are sent
   * @param marksFilledIn whether {@code {uniqueId}} in a command is replaced by the IMEI
   */
  TrackerConnections(Executor wire, InstantSource clock, boolean marksFilledIn) {
    this.wire = wire;
    this.clock = clock;
    this.marksFilledIn = marksFilledIn;
  }

  void connect(long deviceId, TrackerConnection connection) {
    connected.put(deviceId, connection);
  }

  boolean disconnect(long deviceId) {
    return connected.remove(deviceId) != null;
  }

  void disconnectAll() {
    connected.clear();
  }

  boolean isConnected(long deviceId) {
    return connected.containsKey(deviceId);
  }

  /** Sends a text to a tracker, if it is connected. */
  void send(Device device, String data) {
    var connection = connected.get(device.id);
    if (connection == null) {
      return;
    }
    var text =
        CommandEncoding.encode(marksFilledIn ? CommandEncoding.fillIn(data, device.imei()) : data);
    sent.computeIfAbsent(device.imei(), _ -> new ArrayList<>())
        .add(new Sent(text, clock.instant()));
    wire.execute(() -> connection.receive(text));
  }

  List<String> sentTo(String imei) {
    return sentOver(imei).stream().map(Sent::text).toList();
  }

  private List<Sent> sentOver(String imei) {
    return sent.getOrDefault(imei, List.of());
  }

  /** The shortest time between two texts; empty if there were not two. */
  Optional<Duration> leastPause(String imei) {
    var times = sentOver(imei).stream().map(Sent::at).toList();
    return IntStream.range(1, times.size())
        .mapToObj(index -> Duration.between(times.get(index - 1), times.get(index)))
        .min(Comparator.naturalOrder());
  }

  Command.Queued queue(Command command) {
    var waiting = command.queuedAs(++lastQueuedId);
    queued.computeIfAbsent(command.deviceId, _ -> new ArrayDeque<>()).add(waiting);
    return waiting;
  }

  /** Removes and returns the oldest queued command. */
  Optional<Command.Queued> nextQueued(long deviceId) {
    return Optional.ofNullable(queued.get(deviceId)).map(Queue::poll);
  }
}
