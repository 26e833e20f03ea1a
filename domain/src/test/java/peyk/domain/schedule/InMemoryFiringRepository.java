package peyk.domain.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import peyk.domain.InMemoryJobs;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines.Ordering.Ordered;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandState;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Firings in memory, with jobs of the kind {@code firing} named after the schedule. */
public final class InMemoryFiringRepository implements FiringRepository {
  private final InMemoryScheduleRepository states;
  private final InMemoryCommandLines commands;
  private final InMemoryJobs jobs;
  private final ClusterTime clock;
  private final NavigableMap<Long, Firing> firings = new TreeMap<>();
  private final Map<FiringId, Map<DeviceId, CommandId>> ordered = new HashMap<>();

  public InMemoryFiringRepository(
      InMemoryScheduleRepository states,
      InMemoryCommandLines commands,
      InMemoryJobs jobs,
      ClusterTime clock) {
    this.states = states;
    this.commands = commands;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public synchronized Beginning begin(
      ScheduleState before, ScheduleState after, Instant dueAt, Instant now) {
    return states.replace(Optional.of(before), after)
        ? begin(before.schedule(), dueAt, false, now)
        : new Beginning.Overtaken();
  }

  @Override
  public synchronized Beginning beginByHand(ScheduleName schedule, Instant now) {
    return states.find(schedule).isPresent()
        ? begin(schedule, now, true, now)
        : new Beginning.Overtaken();
  }

  private Beginning begin(ScheduleName schedule, Instant dueAt, boolean byHand, Instant now) {
    var present = underWay(schedule);
    if (present.isPresent()) {
      return new Beginning.UnderWay(present.get());
    }
    var id = new FiringId(firings.size() + 1);
    var firing = new Firing(id, schedule, dueAt, byHand, now, Optional.empty());
    firings.put(id.value(), firing);
    jobs.wake(JobKind.CARRY_OUT_FIRING, schedule.value(), clock.now());
    return new Beginning.Begun(firing);
  }

  @Override
  public synchronized Optional<Firing> underWay(ScheduleName schedule) {
    return list(schedule, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
        .filter(firing -> firing.ending().isEmpty())
        .findFirst();
  }

  @Override
  public synchronized int order(Firing firing, List<CommandOrder> orders, Instant now) {
    return (int) orders.stream().filter(order -> order(firing.id(), order, now)).count();
  }

  private boolean order(FiringId firing, CommandOrder order, Instant now) {
    var ofFiring = ordered.computeIfAbsent(firing, key -> new HashMap<>());
    if (!ofFiring.containsKey(order.device())
        && commands.order(order, Optional.empty(), now) instanceof Ordered(var command)) {
      ofFiring.put(order.device(), command.id());
      return true;
    }
    return false;
  }

  @Override
  public synchronized Optional<Firing> end(FiringId id, long devices, long addressed, Instant at) {
    var firing = firings.get(id.value());
    if (firing.ending().isPresent()) {
      return Optional.empty();
    }
    var ending =
        new Firing.Ending(at, devices, addressed, ordered.getOrDefault(id, Map.of()).size());
    var ended =
        new Firing(
            id,
            firing.schedule(),
            firing.dueAt(),
            firing.byHand(),
            firing.begunAt(),
            Optional.of(ending));
    firings.put(id.value(), ended);
    return Optional.of(ended);
  }

  @Override
  public synchronized List<Firing> list(ScheduleName schedule, long before, int atMost) {
    return firings.headMap(before, false).descendingMap().values().stream()
        .filter(firing -> firing.schedule().equals(schedule))
        .limit(atMost)
        .toList();
  }

  @Override
  public Map<CommandState, Long> commands(FiringId firing) {
    return ordered.getOrDefault(firing, Map.of()).values().stream()
        .map(id -> commands.find(id).orElseThrow())
        .collect(Collectors.groupingBy(Command::state, Collectors.counting()));
  }
}
