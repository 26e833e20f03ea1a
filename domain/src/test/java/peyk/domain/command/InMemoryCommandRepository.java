package peyk.domain.command;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.FiringId;

/** Commands in memory. */
public final class InMemoryCommandRepository implements CommandRepository {
  private static final Comparator<Command> ORDER =
      Comparator.comparing(Command::notBefore).thenComparing(command -> command.id().value());

  /** When a tracker may be sent something again, and what it was sent last. */
  private record Tracker(Instant busyUntil, Instant gapUntil, Optional<CommandId> inFlight) {
    private static final Tracker IDLE = new Tracker(Instant.MIN, Instant.MIN, Optional.empty());

    boolean isBusyWith(CommandId id, Instant now) {
      return inFlight.equals(Optional.of(id)) && busyUntil.isAfter(now);
    }
  }

  private record UsedKey(String fingerprint, CommandId command) {}

  private final NavigableMap<Long, Command> commands = new TreeMap<>();
  private final Map<DeviceId, Tracker> trackers = new HashMap<>();
  private final Map<String, UsedKey> keys = new HashMap<>();
  private final Map<CommandId, FiringId> firings = new HashMap<>();
  private final CommandPolicy policy;
  private final InstantSource clock;
  private Instant paceAt = Instant.MIN;

  public InMemoryCommandRepository(CommandPolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public synchronized Ordering order(CommandOrder order, Optional<IdempotencyKey> key) {
    var used = key.map(IdempotencyKey::value).map(keys::get);
    if (used.isPresent()) {
      return used.get().fingerprint().equals(key.orElseThrow().fingerprint())
          ? new Ordering.Repeated(get(used.get().command()))
          : new Ordering.KeyInUse();
    }
    var ordering = order(order);
    key.ifPresent(one -> keys.put(one.value(), new UsedKey(one.fingerprint(), id(ordering))));
    return ordering;
  }

  /** Orders a command of a firing, unless the same waits or it has one for that device. */
  public synchronized boolean order(CommandOrder order, FiringId firing) {
    var isTold =
        of(order.device())
            .map(command -> Optional.ofNullable(firings.get(command.id())))
            .anyMatch(Optional.of(firing)::equals);
    expire(of(order.device()), clock.instant());
    if (isTold || isWaiting(order)) {
      return false;
    }
    firings.put(add(order).id(), firing);
    return true;
  }

  /** The commands of a firing. */
  public synchronized List<Command> of(FiringId firing) {
    return commands.values().stream()
        .filter(command -> firing.equals(firings.get(command.id())))
        .toList();
  }

  private Ordering order(CommandOrder order) {
    var now = clock.instant();
    expire(of(order.device()), now);
    giveWay(order, now);
    var underWay =
        of(order.device())
            .filter(command -> command.text().equals(order.text()) && isUnderWay(command, now))
            .findFirst();
    return underWay
        .<Ordering>map(Ordering.Already::new)
        .orElseGet(() -> new Ordering.Ordered(add(order)));
  }

  /** What a firing has ordered of the same is taken back, unless it is being sent. */
  private void giveWay(CommandOrder order, Instant now) {
    of(order.device())
        .filter(command -> command.text().equals(order.text()))
        .filter(command -> command.state() == CommandState.WANTED)
        .filter(command -> firings.containsKey(command.id()))
        .filter(command -> !tracker(command.device()).isBusyWith(command.id(), now))
        .toList()
        .forEach(command -> put(changed(command).ended(CommandState.CANCELLED, now).done()));
  }

  private boolean isWaiting(CommandOrder order) {
    return of(order.device())
        .filter(command -> command.state() == CommandState.WANTED)
        .anyMatch(command -> command.text().equals(order.text()));
  }

  private Command add(CommandOrder order) {
    var command =
        new Command(
            new CommandId(commands.size() + 1),
            order.device(),
            order.text(),
            CommandState.WANTED,
            order.origin(),
            clock.instant(),
            order.notBefore(),
            order.expiresAt(),
            0,
            Optional.empty(),
            Optional.empty());
    put(command);
    return command;
  }

  private static CommandId id(Ordering ordering) {
    return switch (ordering) {
      case Ordering.Ordered(var command) -> command.id();
      case Ordering.Already(var command) -> command.id();
      case Ordering.Repeated(var command) -> command.id();
      case Ordering.KeyInUse() -> throw new IllegalStateException("a key without a command");
    };
  }

  private boolean isUnderWay(Command command, Instant now) {
    return command.state() == CommandState.WANTED
        || command.state() == CommandState.SENT
            && command.sentAt().orElseThrow().plus(policy.patience()).isAfter(now);
  }

  @Override
  public synchronized Optional<Command> take(Instant now) {
    if (paceAt.isAfter(now)) {
      return Optional.empty();
    }
    expire(commands.values().stream(), now);
    var next =
        commands.values().stream()
            .filter(command -> command.state() == CommandState.WANTED)
            .filter(command -> !readyAt(command).isAfter(now))
            .min(
                Comparator.comparing((Command command) -> firings.containsKey(command.id()))
                    .thenComparing(this::readyAt)
                    .thenComparing(command -> command.device().value())
                    .thenComparing(ORDER));
    next.ifPresent(command -> {
      paceAt = max(paceAt, now.minus(CommandPolicy.CATCH_UP)).plus(policy.interval());
      put(changed(command).attempts(command.attempts() + 1).done());
      var until = policy.takenUntil(now);
      trackers.put(command.device(), new Tracker(until, until, Optional.of(command.id())));
    });
    return next.map(command -> get(command.id()));
  }

  private Tracker busy(CommandId id, Instant at) {
    return new Tracker(at.plus(policy.patience()), at.plus(policy.gap()), Optional.of(id));
  }

  private Instant readyAt(Command command) {
    return max(tracker(command.device()).busyUntil(), command.notBefore());
  }

  private void expire(Stream<Command> some, Instant now) {
    some.filter(command -> command.state() == CommandState.WANTED)
        .filter(command -> !command.expiresAt().isAfter(now))
        .filter(command -> !tracker(command.device()).isBusyWith(command.id(), now))
        .toList()
        .forEach(command -> put(changed(command).ended(CommandState.EXPIRED, now).done()));
  }

  @Override
  public synchronized void sent(CommandId id, Instant at) {
    var command = get(id);
    var isAnswered = command.state() == CommandState.ANSWERED;
    put(changed(command).sent(at).done());
    if (tracker(command.device()).inFlight().equals(Optional.of(id))) {
      var busy = busy(id, at);
      trackers.put(
          command.device(),
          isAnswered ? new Tracker(busy.gapUntil(), busy.gapUntil(), busy.inFlight()) : busy);
    }
  }

  @Override
  public synchronized void postponed(CommandId id, Instant at, Instant until) {
    var command = get(id);
    if (command.state() == CommandState.WANTED) {
      putOff(command.device(), until);
      free(command, at, Optional.empty());
    }
  }

  private void putOff(DeviceId device, Instant until) {
    of(device)
        .filter(one -> one.state() == CommandState.WANTED && one.notBefore().isBefore(until))
        .toList()
        .forEach(one -> put(changed(one).notBefore(min(until, one.expiresAt())).done()));
  }

  @Override
  public synchronized void unsettled(CommandId id, Instant at, Instant until) {
    var command = get(id);
    if (command.state() == CommandState.WANTED) {
      putOff(command.device(), until);
      free(command, at, Optional.of(id));
    }
  }

  @Override
  public synchronized void refused(CommandId id, Instant at) {
    var command = get(id);
    if (command.state() == CommandState.WANTED) {
      put(changed(command).ended(CommandState.REFUSED, at).done());
      free(command, at, Optional.empty());
    }
  }

  /** The tracker may be sent the next, though not before the gap is over. */
  private void free(Command command, Instant at, Optional<CommandId> stillInFlight) {
    if (tracker(command.device()).inFlight().equals(Optional.of(command.id()))) {
      var until = at.plus(policy.gap());
      trackers.put(command.device(), new Tracker(until, until, stillInFlight));
    }
  }

  @Override
  public synchronized void answered(DeviceId device, AnswerKind kind, Instant at) {
    var tracker = tracker(device);
    var latestFirst =
        Stream.concat(
                tracker.inFlight().map(this::get).stream(),
                of(device)
                    .filter(command -> command.sentAt().isPresent())
                    .sorted(
                        Comparator.comparing((Command command) -> command.sentAt().orElseThrow())
                            .thenComparing(command -> command.id().value())
                            .reversed()))
            .distinct()
            .limit(AnsweredCommandSelector.LATEST)
            .toList();
    AnsweredCommandSelector.select(latestFirst, kind, at)
        .ifPresent(command -> {
          put(changed(command).ended(CommandState.ANSWERED, at).done());
          if (tracker.inFlight().equals(Optional.of(command.id()))) {
            trackers.put(
                device, new Tracker(tracker.gapUntil(), tracker.gapUntil(), tracker.inFlight()));
          }
        });
  }

  @Override
  public synchronized Optional<Command> cancel(CommandId id, Instant at) {
    find(id)
        .filter(command -> command.state() == CommandState.WANTED)
        .filter(command -> !tracker(command.device()).isBusyWith(id, at))
        .ifPresent(command -> put(changed(command).ended(CommandState.CANCELLED, at).done()));
    return find(id);
  }

  @Override
  public synchronized Optional<Command> find(CommandId id) {
    return Optional.ofNullable(commands.get(id.value()));
  }

  @Override
  public synchronized List<Command> list(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost) {
    return commands.headMap(before, false).descendingMap().values().stream()
        .filter(command -> device.isEmpty() || command.device().equals(device.get()))
        .filter(command -> state.isEmpty() || command.state() == state.get())
        .limit(atMost)
        .toList();
  }

  private Command get(CommandId id) {
    return find(id).orElseThrow();
  }

  private void put(Command command) {
    commands.put(command.id().value(), command);
  }

  private Stream<Command> of(DeviceId device) {
    return commands.values().stream().filter(command -> command.device().equals(device));
  }

  private Tracker tracker(DeviceId device) {
    return trackers.getOrDefault(device, Tracker.IDLE);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Change changed(Command command) {
    return new Change(command);
  }

  /** A command on its way to its next state. */
  private static final class Change {
    private final Command before;
    private CommandState state;
    private Instant notBefore;
    private int attempts;
    private Optional<Instant> sentAt;
    private Optional<Instant> endedAt;

    Change(Command before) {
      this.before = before;
      state = before.state();
      notBefore = before.notBefore();
      attempts = before.attempts();
      sentAt = before.sentAt();
      endedAt = before.endedAt();
    }

    Change attempts(int newAttempts) {
      attempts = newAttempts;
      return this;
    }

    Change notBefore(Instant newNotBefore) {
      notBefore = newNotBefore;
      return this;
    }

    Change sent(Instant at) {
      sentAt = Optional.of(at);
      state = state == CommandState.WANTED ? CommandState.SENT : state;
      return this;
    }

    Change ended(CommandState newState, Instant at) {
      state = newState;
      endedAt = Optional.of(at);
      return this;
    }

    Command done() {
      return new Command(
          before.id(),
          before.device(),
          before.text(),
          state,
          before.origin(),
          before.wantedAt(),
          notBefore,
          before.expiresAt(),
          attempts,
          sentAt,
          endedAt);
    }
  }
}
