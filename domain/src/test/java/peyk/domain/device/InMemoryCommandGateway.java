package peyk.domain.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import peyk.domain.Outage;

/** Keeps the commands that trackers would have got; every tracker is connected at first. */
public final class InMemoryCommandGateway implements CommandGateway {
  /** A command that was sent. */
  public record Sent(DeviceId device, CommandText text) {}

  private final Outage outage = new Outage();
  private final List<Sent> sent = new ArrayList<>();
  private final Set<DeviceId> disconnected = new HashSet<>();

  public Outage outage() {
    return outage;
  }

  public synchronized void disconnect(DeviceId device) {
    disconnected.add(device);
  }

  public synchronized void connect(DeviceId device) {
    disconnected.remove(device);
  }

  /** What trackers got, in order. */
  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** The texts that one tracker got, in order. */
  public synchronized List<String> sentTo(DeviceId device) {
    return sent.stream().filter(s -> s.device().equals(device)).map(s -> s.text().value()).toList();
  }

  @Override
  public synchronized CommandOutcome send(DeviceId device, CommandText command) {
    outage.check();
    if (disconnected.contains(device)) {
      return CommandOutcome.REFUSED;
    }
    sent.add(new Sent(device, command));
    return CommandOutcome.SENT;
  }
}
