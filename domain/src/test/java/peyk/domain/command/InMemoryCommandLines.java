package peyk.domain.command;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.CommandLines.Ordering.Already;
import peyk.domain.command.CommandLines.Ordering.KeyInUse;
import peyk.domain.command.CommandLines.Ordering.Ordered;
import peyk.domain.command.CommandLines.Ordering.Repeated;
import peyk.domain.device.DeviceId;

/** Lines in memory, each with all commands that the tracker ever had. */
public final class InMemoryCommandLines implements CommandLines {
  private record UsedKey(String fingerprint, CommandId command) {}

  private final Map<DeviceId, CommandLine> lines =
      new TreeMap<>(Comparator.comparing(DeviceId::value));
  private final Map<String, UsedKey> keys = new HashMap<>();
  private CommandPace pace = new CommandPace(Instant.EPOCH);
  private long lastId;
  private Runnable listener = () -> {};

  @Override
  public synchronized Ordering order(
      CommandOrder order, Optional<IdempotencyKey> key, Instant now) {
    var used = key.map(IdempotencyKey::value).map(keys::get);
    if (used.isPresent()) {
      return used.get().fingerprint().equals(key.orElseThrow().fingerprint())
          ? new Repeated(find(used.get().command()).orElseThrow())
          : new KeyInUse();
    }
    var id = new CommandId(++lastId);
    var line =
        lines.getOrDefault(order.device(), CommandLine.empty(order.device())).order(order, id, now);
    lines.put(order.device(), line);
    var command = line.find(id).or(() -> line.underWay(order, now)).orElseThrow();
    key.ifPresent(one -> keys.put(one.value(), new UsedKey(one.fingerprint(), command.id())));
    listener.run();
    return command.id().equals(id) ? new Ordered(command) : new Already(command);
  }

  @Override
  public synchronized Next takeNext(Instant now, CommandPolicy policy) {
    lines.replaceAll((device, line) -> line.expire(now));
    var after = pace.take(now, policy.interval());
    var next = after.flatMap(_ -> dueLine(now)).flatMap(line -> line.next(now));
    if (next.isEmpty()) {
      return new Next.Idle(dueAt());
    }
    pace = after.orElseThrow();
    var command = next.get();
    lines.computeIfPresent(command.device(), (_, line) -> line.take(command.id(), now, policy));
    return new Next.Taken(find(command.id()).orElseThrow());
  }

  private Optional<CommandLine> dueLine(Instant now) {
    return Arrays.stream(CommandPriority.values())
        .flatMap(priority -> dueLine(priority, now).stream())
        .findFirst();
  }

  private Optional<CommandLine> dueLine(CommandPriority priority, Instant now) {
    return lines.values().stream()
        .filter(line -> line.dueAt(priority).filter(due -> !due.isAfter(now)).isPresent())
        .min(Comparator.comparing(line -> line.dueAt(priority).orElseThrow()));
  }

  private Optional<Instant> dueAt() {
    return lines.values().stream()
        .flatMap(line -> line.dueAt(CommandPriority.SCHEDULE).stream())
        .min(Comparator.naturalOrder())
        .map(due -> due.isAfter(pace.nextAt()) ? due : pace.nextAt());
  }

  @Override
  public synchronized void onChange(Runnable newListener) {
    listener = newListener;
  }

  @Override
  public synchronized void change(DeviceId device, UnaryOperator<CommandLine> change) {
    lines.computeIfPresent(device, (_, line) -> change.apply(line));
    listener.run();
  }

  @Override
  public synchronized Optional<Command> find(CommandId id) {
    return all().filter(command -> command.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<Command> list(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost) {
    return all()
        .filter(command -> command.id().value() < before)
        .filter(command -> device.isEmpty() || command.device().equals(device.get()))
        .filter(command -> state.isEmpty() || command.state() == state.get())
        .sorted(Comparator.comparing((Command command) -> command.id().value()).reversed())
        .limit(atMost)
        .toList();
  }

  private Stream<Command> all() {
    return lines.values().stream().flatMap(line -> line.commands().stream());
  }
}
