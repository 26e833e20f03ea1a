package peyk.adapters.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/** The connections of trackers, what was sent over them, and what waits for a tracker's return. */
final class TrackerLines {
  private final Executor wire;
  private final boolean marksFilledIn;
  private final Map<Long, TrackerLine> connected = new HashMap<>();
  private final Map<Long, Queue<Command.Queued>> queued = new HashMap<>();
  private final Map<String, List<String>> sent = new HashMap<>();
  private long lastQueuedId;

  /**
   * @param wire carries texts to trackers, one after the other
   * @param marksFilledIn whether {@code {uniqueId}} in a command stands for the IMEI
   */
  TrackerLines(Executor wire, boolean marksFilledIn) {
    this.wire = wire;
    this.marksFilledIn = marksFilledIn;
  }

  void connect(long deviceId, TrackerLine line) {
    connected.put(deviceId, line);
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

  /** Sends over the tracker's connection. */
  void send(Device device, String data) {
    var line = connected.get(device.id);
    if (line == null) {
      return;
    }
    var text =
        CommandEncoding.encode(marksFilledIn ? CommandEncoding.fillIn(data, device.imei()) : data);
    sent.computeIfAbsent(device.imei(), _ -> new ArrayList<>()).add(text);
    wire.execute(() -> line.receive(text));
  }

  List<String> sentTo(String imei) {
    return List.copyOf(sent.getOrDefault(imei, List.of()));
  }

  Command.Queued queue(Command command) {
    var waiting = command.queuedAs(++lastQueuedId);
    queued.computeIfAbsent(command.deviceId, _ -> new ArrayDeque<>()).add(waiting);
    return waiting;
  }

  /** The command that waits longest, which then waits no more. */
  Optional<Command.Queued> nextQueued(long deviceId) {
    return Optional.ofNullable(queued.get(deviceId)).map(Queue::poll);
  }
}
