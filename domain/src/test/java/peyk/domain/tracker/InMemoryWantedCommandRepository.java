package peyk.domain.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/** Commands in memory. */
public final class InMemoryWantedCommandRepository implements WantedCommandRepository {
  public static final String JOB = "send-commands";

  private record Entry(DeviceId device, WantedCommand command) {}

  private final List<Entry> waiting = new ArrayList<>();
  private final InMemoryJobs jobs;
  private long lastId;

  public InMemoryWantedCommandRepository(InMemoryJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public synchronized Optional<WantedCommand> next(DeviceId device) {
    return waiting(device).stream().findFirst();
  }

  @Override
  public synchronized void remove(WantedCommand command) {
    waiting.removeIf(entry -> entry.command().id() == command.id());
  }

  /** Makes a command wait, unless the same waits already. */
  public synchronized void add(DeviceId device, CommandText text, Instant now) {
    if (waiting(device).stream().noneMatch(command -> command.text().equals(text))) {
      waiting.add(new Entry(device, new WantedCommand(++lastId, text, now)));
    }
    jobs.wake(JOB, device.toString(), now);
  }

  /** All that wait for a device, in order. */
  public synchronized List<WantedCommand> waiting(DeviceId device) {
    return waiting.stream()
        .filter(entry -> entry.device().equals(device))
        .map(Entry::command)
        .toList();
  }
}
