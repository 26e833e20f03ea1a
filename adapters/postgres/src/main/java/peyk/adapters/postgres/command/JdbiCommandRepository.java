package peyk.adapters.postgres.command;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.AnswerKind;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandPolicy;
import peyk.domain.command.CommandRepository;
import peyk.domain.command.CommandState;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.DeviceChangeRepository.Answered;

/** The commands in {@code command}; their turns in {@code command_device}. */
public final class JdbiCommandRepository implements CommandRepository {
  /** So many devices are looked at in one transaction, if what waits for them has expired. */
  private static final int MOST_DEVICES = 100;

  private final Storage storage;
  private final CommandQueue queue;
  private final CommandPolicy policy;
  private final InstantSource clock;

  /**
   * @param clock that all replicas agree upon; it may ask the database, so never in a transaction
   */
  public JdbiCommandRepository(
      Storage storage, CommandQueue queue, CommandPolicy policy, InstantSource clock) {
    this.storage = storage;
    this.queue = queue;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Ordering order(CommandOrder order, Optional<IdempotencyKey> key) {
    var now = clock.instant();
    return storage.inTransaction(transaction -> {
      var earlier = key.flatMap(one -> orderedWith(transaction, one));
      if (earlier.isPresent()) {
        return earlier.get();
      }
      var ordered =
          queue.order(transaction, List.of(order), Optional.empty(), now, policy.patience());
      var command =
          ordered.isEmpty()
              ? CommandQueue.underWay(transaction, order, now, policy.patience())
              : ordered.getFirst();
      key.ifPresent(one -> remember(transaction, one, command));
      return ordered.isEmpty() ? new Ordering.Already(command) : new Ordering.Ordered(command);
    });
  }

  /** From here on nobody else uses the key until the transaction ends. */
  private static Optional<Ordering> orderedWith(Handle transaction, IdempotencyKey key) {
    AdvisoryLocks.take(transaction, "command_key " + key.value());
    return transaction
        .createQuery(
            """
            SELECT command.*, fingerprint = :fingerprint AS same
              FROM command_key
              JOIN command ON command.id = command_id
             WHERE key = :key
            """)
        .bind("key", Columns.text(key.value()))
        .bind("fingerprint", Columns.text(key.fingerprint()))
        .<Ordering>map((row, context) ->
            row.getBoolean("same")
                ? new Ordering.Repeated(CommandQueue.toDomain(row, context))
                : new Ordering.KeyInUse())
        .findOne();
  }

  private static void remember(Handle transaction, IdempotencyKey key, Command command) {
    transaction
        .createUpdate(
            """
            INSERT INTO command_key (key, fingerprint, command_id)
            VALUES (:key, :fingerprint, :command)
            """)
        .bind("key", Columns.text(key.value()))
        .bind("fingerprint", Columns.text(key.fingerprint()))
        .bind("command", command.id().value())
        .execute();
  }

  @Override
  public Optional<Command> take(Instant now) {
    return storage.inTransaction(transaction -> {
      for (int i = 0; i < MOST_DEVICES; i++) {
        var device = nextDevice(transaction, now);
        if (device.isEmpty()) {
          return Optional.empty();
        }
        queue.expire(transaction, List.of(device.get()), now);
        var command = nextCommand(transaction, device.get(), now);
        if (command.isPresent()) {
          return keepPace(transaction, now)
              ? Optional.of(take(transaction, command.get(), now))
              : Optional.empty();
        }
        CommandQueue.refresh(transaction, List.of(device.get()));
      }
      return Optional.empty();
    });
  }

  /** The device that has waited longest, first of those that wait for a command of no firing. */
  private static Optional<DeviceId> nextDevice(Handle transaction, Instant now) {
    return nextDevice(transaction, "urgent_at", now)
        .or(() -> nextDevice(transaction, "due_at", now));
  }

  /** Of those that nobody else looks at; it is in our hands then. */
  private static Optional<DeviceId> nextDevice(Handle transaction, String since, Instant now) {
    return transaction
        .createQuery(
            """
            SELECT device_id
              FROM command_device
             WHERE %1$s <= :now AND (SELECT next_at <= :now FROM command_pace)
             ORDER BY %1$s, device_id
             LIMIT 1
               FOR UPDATE OF command_device SKIP LOCKED
            """
                .formatted(since))
        .bind("now", Columns.time(now))
        .mapTo(Long.class)
        .findOne()
        .map(DeviceId::new);
  }

  private static Optional<CommandId> nextCommand(Handle transaction, DeviceId device, Instant now) {
    return transaction
        .createQuery(
            """
            SELECT id
              FROM command
             WHERE device_id = :device AND state = 'wanted' AND not_before <= :now
             ORDER BY firing_id IS NOT NULL, not_before, id
             LIMIT 1
            """)
        .bind("device", device.value())
        .bind("now", Columns.time(now))
        .mapTo(Long.class)
        .findOne()
        .map(CommandId::new);
  }

  /** Uses up a place in the pace that all share; false if there is none now. */
  private boolean keepPace(Handle transaction, Instant now) {
    return transaction
            .createUpdate(
                """
                UPDATE command_pace
                   SET next_at = greatest(next_at, :earliest) + :micros * interval '1 microsecond'
                 WHERE next_at <= :now
                """)
            .bind("now", Columns.time(now))
            .bind("earliest", Columns.time(now.minus(CommandPolicy.CATCH_UP)))
            .bind("micros", policy.interval().dividedBy(ChronoUnit.MICROS.getDuration()))
            .execute()
        > 0;
  }

  private Command take(Handle transaction, CommandId id, Instant now) {
    var taken =
        transaction
            .createQuery("UPDATE command SET attempts = attempts + 1 WHERE id = :id RETURNING *")
            .bind("id", id.value())
            .map(CommandQueue::toDomain)
            .one();
    transaction
        .createUpdate(
            """
            UPDATE command_device
               SET in_flight = :id, busy_until = :busyUntil, gap_until = :gapUntil,
                   due_at = :busyUntil,
                   urgent_at = CASE WHEN urgent_at IS NOT NULL THEN :busyUntil END
             WHERE device_id = :device
            """)
        .bind("device", taken.device().value())
        .bind("id", id.value())
        .bind("busyUntil", Columns.time(policy.takenUntil(now)))
        .bind("gapUntil", Columns.time(policy.takenUntil(now)))
        .execute();
    return taken;
  }

  @Override
  public void sent(CommandId id, Instant at) {
    change(
        id,
        (transaction, before) -> {
          var isAnswered = before.state() == CommandState.ANSWERED;
          transaction
              .createUpdate("UPDATE command SET state = :state, sent_at = :at WHERE id = :id")
              .bind("id", id.value())
              .bind(
                  "state",
                  (before.state() == CommandState.WANTED ? CommandState.SENT : before.state())
                      .word())
              .bind("at", Columns.time(at))
              .execute();
          transaction
              .createUpdate(
                  """
                  UPDATE command_device
                     SET busy_until = :busyUntil, gap_until = :gapUntil
                   WHERE device_id = :device AND in_flight = :id
                  """)
              .bind("device", before.device().value())
              .bind("id", id.value())
              .bind(
                  "busyUntil", Columns.time(at.plus(isAnswered ? policy.gap() : policy.patience())))
              .bind("gapUntil", Columns.time(at.plus(policy.gap())))
              .execute();
        });
  }

  @Override
  public void postponed(CommandId id, Instant at, Instant until) {
    change(
        id,
        (transaction, before) -> {
          if (before.state() == CommandState.WANTED) {
            putOff(transaction, before.device(), until);
            free(transaction, before, at);
            forgetFlight(transaction, before);
          }
        });
  }

  private static void putOff(Handle transaction, DeviceId device, Instant until) {
    transaction
        .createUpdate(
            """
            UPDATE command
               SET not_before = least(:until, expires_at)
             WHERE device_id = :device AND state = 'wanted' AND not_before < :until
            """)
        .bind("device", device.value())
        .bind("until", Columns.time(until))
        .execute();
  }

  @Override
  public void unsettled(CommandId id, Instant at, Instant until) {
    change(
        id,
        (transaction, before) -> {
          if (before.state() == CommandState.WANTED) {
            putOff(transaction, before.device(), until);
            free(transaction, before, at);
          }
        });
  }

  @Override
  public void refused(CommandId id, Instant at) {
    change(
        id,
        (transaction, before) -> {
          if (before.state() == CommandState.WANTED) {
            queue.end(transaction, id, CommandState.REFUSED, at);
            free(transaction, before, at);
            forgetFlight(transaction, before);
          }
        });
  }

  /** The next may go out, once the gap is over: Traccar may be wrong when it refuses. */
  private void free(Handle transaction, Command command, Instant at) {
    transaction
        .createUpdate(
            """
            UPDATE command_device
               SET busy_until = :until, gap_until = :until
             WHERE device_id = :device AND in_flight = :id
            """)
        .bind("device", command.device().value())
        .bind("id", command.id().value())
        .bind("until", Columns.time(at.plus(policy.gap())))
        .execute();
  }

  private static void forgetFlight(Handle transaction, Command command) {
    transaction
        .createUpdate(
            """
            UPDATE command_device
               SET in_flight = NULL
             WHERE device_id = :device AND in_flight = :id
            """)
        .bind("device", command.device().value())
        .bind("id", command.id().value())
        .execute();
  }

  @Override
  public void answered(DeviceId device, AnswerKind kind, Instant at) {
    storage.useTransaction(
        transaction -> queue.answered(transaction, device, List.of(new Answered(kind, at))));
  }

  @Override
  public Optional<Command> cancel(CommandId id, Instant at) {
    change(
        id,
        (transaction, before) -> {
          if (before.state() == CommandState.WANTED && !isBeingSent(transaction, before, at)) {
            queue.end(transaction, id, CommandState.CANCELLED, at);
          }
        });
    return find(id);
  }

  private static boolean isBeingSent(Handle transaction, Command command, Instant now) {
    return transaction
        .createQuery(
            """
            SELECT EXISTS (SELECT 1
                             FROM command_device
                            WHERE device_id = :device AND in_flight = :id AND busy_until > :now)
            """)
        .bind("device", command.device().value())
        .bind("id", command.id().value())
        .bind("now", Columns.time(now))
        .mapTo(Boolean.class)
        .one();
  }

  private interface Change {
    void make(Handle transaction, Command before);
  }

  /** Changes a command while its device is in our hands, unless there is no such command. */
  private void change(CommandId id, Change change) {
    storage.useTransaction(transaction ->
        hold(transaction, id)
            .flatMap(device -> CommandQueue.find(transaction, id))
            .ifPresent(before -> {
              change.make(transaction, before);
              CommandQueue.refresh(transaction, List.of(before.device()));
            }));
  }

  private static Optional<DeviceId> hold(Handle transaction, CommandId id) {
    return transaction
        .createQuery(
            """
            SELECT device_id
              FROM command_device
             WHERE device_id = (SELECT device_id FROM command WHERE id = :id)
               FOR UPDATE
            """)
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .map(DeviceId::new);
  }

  @Override
  public Optional<Command> find(CommandId id) {
    return storage.with(handle -> CommandQueue.find(handle, id));
  }

  @Override
  public List<Command> list(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost) {
    var conditions =
        (device.isPresent() ? " AND device_id = :device" : "")
            + (state.isPresent() ? " AND state = :state" : "");
    return storage.with(handle -> {
      var query =
          handle
              .createQuery(
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
      device.ifPresent(id -> query.bind("device", id.value()));
      state.ifPresent(one -> query.bind("state", one.word()));
      return query.map(CommandQueue::toDomain).list();
    });
  }
}
