package peyk.adapters.postgres.command;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.application.monitoring.Metric;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.AnsweredCommandSelector;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLine;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandPace;
import peyk.domain.command.CommandPolicy;
import peyk.domain.command.CommandPriority;
import peyk.domain.command.CommandState;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.FiringId;

/**
 * Lines in the database, also as part of other transactions: reads lines that it locks, lets {@link
 * CommandLine} decide, and writes the differences.
 */
public final class JdbiCommandLines implements CommandLines {
  /** How many lines one call takes whose commands turn out to have expired. */
  private static final int MOST_LINES = 100;

  private static final int BATCH = 2000;

  /** By then, a transaction that locks a due line has changed it. */
  private static final Duration LOCKED = Duration.ofMillis(20);

  private record Change(CommandLine before, CommandLine after) {
    boolean isAny() {
      return !before.equals(after);
    }

    /** Those that are new or different. */
    Stream<Command> commands() {
      return after.commands().stream().filter(one -> !one.equals(earlier(one).orElse(null)));
    }

    Optional<Command> earlier(Command command) {
      return before.find(command.id());
    }

    int added() {
      return after.commands().size() - before.commands().size();
    }

    Stream<Command> ended() {
      return commands()
          .filter(one -> one.endedAt().isPresent())
          .filter(one -> earlier(one).flatMap(Command::endedAt).isEmpty());
    }
  }

  private final Storage storage;
  private final MeterRegistry metrics;
  private volatile Runnable listener = () -> {};

  public JdbiCommandLines(Storage storage, MeterRegistry metrics) {
    this.storage = storage;
    this.metrics = metrics;
  }

  @Override
  public Ordering order(CommandOrder order, Optional<IdempotencyKey> key, Instant now) {
    return storage.inTransaction(transaction -> {
      var earlier = key.flatMap(one -> orderedWith(transaction, one));
      if (earlier.isPresent()) {
        return earlier.get();
      }
      var line = place(transaction, List.of(order), Optional.empty(), now).getFirst();
      var id = line.after().underWay(order, now).orElseThrow().id();
      key.ifPresent(one -> remember(transaction, one, id));
      var command = find(transaction, id).orElseThrow();
      return line.before().find(id).isPresent()
          ? new Ordering.Already(command)
          : new Ordering.Ordered(command);
    });
  }

  /** From here on nobody else uses the key until the transaction ends. */
  private static Optional<Ordering> orderedWith(Handle transaction, IdempotencyKey key) {
    AdvisoryLocks.take(transaction, "command_key " + key.value());
    return Sql.in(
            transaction,
            """
            SELECT command.*, fingerprint = :fingerprint AS same
              FROM command_key
              JOIN command ON command.id = command_id
             WHERE key = :key
            """)
        .bind("key", key.value())
        .bind("fingerprint", key.fingerprint())
        .find(row ->
            row.getBoolean("same")
                ? new Ordering.Repeated(CommandRows.command(row))
                : new Ordering.KeyInUse());
  }

  private static void remember(Handle transaction, IdempotencyKey key, CommandId command) {
    Sql.in(
            transaction,
            """
            INSERT INTO command_key (key, fingerprint, command_id)
            VALUES (:key, :fingerprint, :command)
            """)
        .bind("key", key.value())
        .bind("fingerprint", key.fingerprint())
        .bind("command", command)
        .execute();
  }

  /**
   * Orders commands as part of a transaction.
   *
   * @param firing that the commands belong to, at most one for each device
   * @return how many were ordered
   */
  public int order(
      Handle transaction, List<CommandOrder> orders, Optional<FiringId> firing, Instant now) {
    return place(transaction, orders, firing, now).stream().mapToInt(Change::added).sum();
  }

  private List<Change> place(
      Handle transaction, List<CommandOrder> orders, Optional<FiringId> firing, Instant now) {
    var perDevice = orders.stream().collect(Collectors.groupingBy(CommandOrder::device));
    CommandRows.add(transaction, perDevice.keySet());
    var lines = CommandRows.lock(transaction, perDevice.keySet(), 0);
    firing
        .map(one -> CommandRows.devicesOf(transaction, one, perDevice.keySet()))
        .ifPresent(perDevice.keySet()::removeAll);
    var ids = CommandRows.newIds(transaction, orders.size()).iterator();
    return change(
        transaction,
        lines,
        firing,
        line -> {
          for (var order : perDevice.getOrDefault(line.device(), List.of())) {
            line = line.order(order, ids.next(), now);
          }
          return line;
        });
  }

  @Override
  public void change(DeviceId device, UnaryOperator<CommandLine> change) {
    storage.useTransaction(transaction -> change(transaction, List.of(device), change));
  }

  /** Changes the lines of trackers as part of a transaction. */
  public void change(
      Handle transaction, Collection<DeviceId> devices, UnaryOperator<CommandLine> change) {
    var lines = CommandRows.lock(transaction, devices, AnsweredCommandSelector.LATEST);
    change(transaction, lines, Optional.empty(), change);
  }

  private List<Change> change(
      Handle transaction,
      List<CommandLine> lines,
      Optional<FiringId> firing,
      UnaryOperator<CommandLine> change) {
    var changes = lines.stream().map(line -> new Change(line, change.apply(line))).toList();
    save(transaction, changes.stream().filter(Change::isAny).toList(), firing);
    if (changes.stream().anyMatch(Change::isAny)) {
      transaction.afterCommit(() -> listener.run());
    }
    return changes;
  }

  @Override
  public void onChange(Runnable newListener) {
    listener = newListener;
  }

  private void save(Handle transaction, List<Change> changes, Optional<FiringId> firing) {
    if (!changes.isEmpty()) {
      var lines = changes.stream().map(Change::after).toList();
      var commands = changes.stream().flatMap(Change::commands).toList();
      CommandRows.save(transaction, lines, commands, firing);
    }
    changes.stream().flatMap(Change::ended).map(Command::state).forEach(this::count);
  }

  private void count(CommandState ended) {
    metrics
        .getOrCreate(
            Counter.builder(Metric.COMMANDS_ENDED.id())
                .description(Metric.COMMANDS_ENDED.description())
                .tags(List.of(Tag.create("outcome", ended.word()))))
        .increment();
  }

  @Override
  public Next takeNext(Instant now, CommandPolicy policy) {
    return storage.inTransaction(transaction ->
        take(transaction, now, policy)
            .<Next>map(Next.Taken::new)
            .orElseGet(() -> new Next.Idle(nextDue(transaction, now))));
  }

  private Optional<Command> take(Handle transaction, Instant now, CommandPolicy policy) {
    for (int i = 0; i < MOST_LINES; i++) {
      var before = lockNext(transaction, now, policy);
      if (before.isEmpty()) {
        return Optional.empty();
      }
      var line = before.get().expire(now);
      var next = line.next(now).map(Command::id);
      var isTaken = next.isPresent() && keepPace(transaction, now, policy);
      var after = isTaken ? line.take(next.get(), now, policy) : line;
      save(transaction, List.of(new Change(before.get(), after)), Optional.empty());
      if (next.isPresent()) {
        return isTaken ? after.find(next.get()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<CommandLine> lockNext(
      Handle transaction, Instant now, CommandPolicy policy) {
    var latest = CommandPace.latest(now, policy.interval());
    return Arrays.stream(CommandPriority.values())
        .flatMap(priority -> CommandRows.lockNext(transaction, priority, now, latest).stream())
        .findFirst();
  }

  /** Counts a command, unless others have used up the pace. */
  private static boolean keepPace(Handle transaction, Instant now, CommandPolicy policy) {
    var after = CommandRows.lockPace(transaction).take(now, policy.interval());
    after.ifPresent(pace -> CommandRows.save(transaction, pace));
    return after.isPresent();
  }

  private static Optional<Instant> nextDue(Handle transaction, Instant now) {
    var earliest = now.plus(LOCKED);
    return CommandRows.nextDue(transaction).map(due -> due.isAfter(earliest) ? due : earliest);
  }

  @Override
  public Optional<Command> find(CommandId id) {
    return storage.with(handle -> find(handle, id));
  }

  private static Optional<Command> find(Handle handle, CommandId id) {
    return Sql.in(handle, "SELECT * FROM command WHERE id = :id")
        .bind("id", id)
        .find(CommandRows::command);
  }

  @Override
  public List<Command> list(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost) {
    var conditions =
        (device.isPresent() ? " AND device_id = :device" : "")
            + (state.isPresent() ? " AND state = :state" : "");
    var query =
        storage
            .sql(
                """
                SELECT *
                  FROM command
                 WHERE id < :before %s
                 ORDER BY id DESC
                 LIMIT :atMost
                """
                    .formatted(conditions))
            .bind("before", before)
            .bind("atMost", atMost);
    device.ifPresent(id -> query.bind("device", id));
    state.ifPresent(one -> query.bind("state", one.word()));
    return query.list(CommandRows::command);
  }

  /**
   * Ends commands that have expired before their turn, except those that are being sent.
   *
   * @return how many
   */
  public int expire(Instant now) {
    int all = 0;
    int batch;
    do {
      batch = storage.inTransaction(transaction -> expire(transaction, now));
      all += batch;
    } while (batch > 0);
    return all;
  }

  private int expire(Handle transaction, Instant now) {
    var devices = CommandRows.expired(transaction, now, BATCH);
    var lines = CommandRows.lock(transaction, devices, 0);
    var changes = change(transaction, lines, Optional.empty(), line -> line.expire(now));
    return (int) changes.stream().flatMap(Change::ended).count();
  }
}
