package peyk.adapters.postgres.command;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import peyk.adapters.postgres.base.Columns;
import peyk.application.monitoring.Metric;
import peyk.domain.command.AnsweredCommandSelector;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandState;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.FiringId;
import peyk.domain.tracker.DeviceChangeRepository.Answered;

/**
 * What happens to rows of {@code command} in transactions of others too. Whoever changes commands
 * of devices holds the devices' rows of {@code command_device}, taken in order of the ids and
 * before those of jobs.
 */
public final class CommandQueue {
  private final MeterRegistry metrics;

  public CommandQueue(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Orders commands, each unless the same is under way.
   *
   * @param firing that the commands are part of, at most one for each device; they go out when no
   *     others wait, and are ordered also while the last firing's may still be answered
   * @param patience for how long one that was sent is under way
   * @return those that were ordered, in order
   */
  public List<Command> order(
      Handle transaction,
      List<CommandOrder> orders,
      Optional<FiringId> firing,
      Instant now,
      Duration patience) {
    var different = List.copyOf(different(orders));
    var devices = different.stream().map(CommandOrder::device).distinct().toList();
    hold(transaction, devices);
    expire(transaction, devices, now);
    if (firing.isEmpty()) {
      giveWay(transaction, different, now);
    }
    var ordered = insert(transaction, different, firing, now, patience);
    refresh(transaction, devices);
    return ordered;
  }

  private static Collection<CommandOrder> different(List<CommandOrder> orders) {
    record Same(DeviceId device, CommandText text) {}
    var different = new LinkedHashMap<Same, CommandOrder>();
    orders.forEach(order -> different.putIfAbsent(new Same(order.device(), order.text()), order));
    return different.values();
  }

  /** Waits for the rows of devices, and makes those that are missing. */
  private static void hold(Handle transaction, List<DeviceId> devices) {
    transaction
        .createUpdate(
            """
            INSERT INTO command_device (device_id)
            SELECT device_id
              FROM unnest(:devices) AS device_id
             ORDER BY device_id
            ON CONFLICT DO NOTHING
            """)
        .bind("devices", ids(devices))
        .execute();
    transaction
        .createQuery(
            """
            SELECT device_id
              FROM command_device
             WHERE device_id = ANY(:devices)
             ORDER BY device_id
               FOR UPDATE
            """)
        .bind("devices", ids(devices))
        .mapTo(Long.class)
        .list();
  }

  /**
   * Takes back what firings have ordered of the same, so that nobody waits behind a whole fleet for
   * it; what is being sent stays.
   */
  private void giveWay(Handle transaction, List<CommandOrder> orders, Instant now) {
    var cancelled =
        transaction
            .createUpdate(
                """
                UPDATE command
                   SET state = 'cancelled', ended_at = :now
                  FROM command_device AS device,
                       unnest(:devices, :texts) AS wish (device_id, text)
                 WHERE command.device_id = wish.device_id
                   AND command.text = wish.text
                   AND command.state = 'wanted'
                   AND command.firing_id IS NOT NULL
                   AND device.device_id = command.device_id
                   AND (command.id IS DISTINCT FROM device.in_flight OR device.busy_until <= :now)
                """)
            .bind("devices", ids(orders.stream().map(CommandOrder::device).toList()))
            .bind("texts", Columns.texts(orders.stream().map(o -> o.text().value()).toList()))
            .bind("now", Columns.time(now))
            .execute();
    ended(CommandState.CANCELLED, cancelled);
  }

  private static List<Command> insert(
      Handle transaction,
      List<CommandOrder> orders,
      Optional<FiringId> firing,
      Instant now,
      Duration patience) {
    return transaction
        .createQuery(
            """
            WITH ordered AS (
              INSERT INTO command
                     (device_id, text, state, origin, firing_id, wanted_at, not_before, expires_at)
              SELECT device_id, text, 'wanted', origin, :firing, :now,
                     timestamptz 'epoch' + not_before * interval '1 microsecond',
                     timestamptz 'epoch' + expires_at * interval '1 microsecond'
                FROM unnest(:devices, :texts, :origins, :notBefore, :expiresAt) WITH ORDINALITY
                  AS wish (device_id, text, origin, not_before, expires_at, number)
               WHERE NOT EXISTS (SELECT 1
                                   FROM command AS present
                                  WHERE present.device_id = wish.device_id
                                    AND present.text = wish.text
                                    AND present.state = 'wanted')
                 AND (CAST(:firing AS bigint) IS NOT NULL
                      OR NOT EXISTS (SELECT 1
                                       FROM command AS present
                                      WHERE present.device_id = wish.device_id
                                        AND present.text = wish.text
                                        AND present.state = 'sent'
                                        AND present.sent_at > :sentAfter))
               ORDER BY number
              ON CONFLICT (firing_id, device_id) WHERE firing_id IS NOT NULL DO NOTHING
              RETURNING *
            )
            SELECT * FROM ordered ORDER BY id
            """)
        .bind("devices", ids(orders.stream().map(CommandOrder::device).toList()))
        .bind("texts", Columns.texts(orders.stream().map(order -> order.text().value()).toList()))
        .bindByType("firing", firing.map(FiringId::value).orElse(null), Long.class)
        .bind("origins", Columns.texts(orders.stream().map(CommandOrder::origin).toList()))
        .bind("notBefore", micros(orders.stream().map(CommandOrder::notBefore).toList()))
        .bind("expiresAt", micros(orders.stream().map(CommandOrder::expiresAt).toList()))
        .bind("now", Columns.time(now))
        .bind("sentAfter", Columns.time(now.minus(patience)))
        .map(CommandQueue::toDomain)
        .list();
  }

  /** The command because of which the same was not ordered. */
  static Command underWay(Handle transaction, CommandOrder order, Instant now, Duration patience) {
    return transaction
        .createQuery(
            """
            SELECT *
              FROM command
             WHERE device_id = :device AND text = :text
               AND (state = 'wanted' OR state = 'sent' AND sent_at > :sentAfter)
             ORDER BY id
             LIMIT 1
            """)
        .bind("device", order.device().value())
        .bind("text", order.text().value())
        .bind("sentAfter", Columns.time(now.minus(patience)))
        .map(CommandQueue::toDomain)
        .one();
  }

  /** Ends commands of devices whose rows are held, but for one that is being sent. */
  public int expire(Handle transaction, List<DeviceId> devices, Instant now) {
    var expired =
        transaction
            .createUpdate(
                """
                UPDATE command
                   SET state = 'expired', ended_at = :now
                  FROM command_device AS device
                 WHERE device.device_id = ANY(:devices)
                   AND command.device_id = device.device_id
                   AND command.state = 'wanted'
                   AND command.expires_at <= :now
                   AND (command.id IS DISTINCT FROM device.in_flight OR device.busy_until <= :now)
                """)
            .bind("devices", ids(devices))
            .bind("now", Columns.time(now))
            .execute();
    ended(CommandState.EXPIRED, expired);
    return expired;
  }

  /** Finds out when devices whose rows are held are due. */
  public static void refresh(Handle transaction, List<DeviceId> devices) {
    transaction
        .createUpdate(
            """
            UPDATE command_device
               SET due_at = (SELECT greatest(not_before, command_device.busy_until)
                               FROM command
                              WHERE command.device_id = command_device.device_id
                                AND state = 'wanted'
                              ORDER BY not_before, id
                              LIMIT 1),
                   urgent_at = (SELECT greatest(not_before, command_device.busy_until)
                                  FROM command
                                 WHERE command.device_id = command_device.device_id
                                   AND state = 'wanted'
                                   AND firing_id IS NULL
                                 ORDER BY not_before, id
                                 LIMIT 1)
             WHERE device_id = ANY(:devices)
            """)
        .bind("devices", ids(devices))
        .execute();
  }

  /**
   * Ends the commands that a tracker's answers are for.
   *
   * @param answers in order
   */
  public void answered(Handle transaction, DeviceId device, List<Answered> answers) {
    if (answers.isEmpty() || !isHeld(transaction, device)) {
      return;
    }
    var open = latest(transaction, device);
    for (var answer : answers) {
      var command = AnsweredCommandSelector.select(open, answer.kind(), answer.at());
      if (command.isPresent()) {
        answered(transaction, command.get(), answer.at());
        open = open.subList(0, open.indexOf(command.get()));
      }
    }
    refresh(transaction, List.of(device));
  }

  /** Waits for a device's row; false if there is none. */
  private static boolean isHeld(Handle transaction, DeviceId device) {
    return transaction
        .createQuery("SELECT TRUE FROM command_device WHERE device_id = :device FOR UPDATE")
        .bind("device", device.value())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  /** What a device was sent, or is being sent, the latest first. */
  private static List<Command> latest(Handle transaction, DeviceId device) {
    return transaction
        .createQuery(
            """
            SELECT command.*
              FROM command, command_device AS device
             WHERE command.id = device.in_flight AND device.device_id = :device
            UNION ALL
            (SELECT command.*
               FROM command, command_device AS device
              WHERE command.device_id = :device AND command.sent_at IS NOT NULL
                AND device.device_id = :device
                AND command.id IS DISTINCT FROM device.in_flight
              ORDER BY command.sent_at DESC, command.id DESC
              LIMIT :atMost)
            """)
        .bind("device", device.value())
        .bind("atMost", AnsweredCommandSelector.LATEST - 1)
        .map(CommandQueue::toDomain)
        .list();
  }

  private void answered(Handle transaction, Command command, Instant at) {
    end(transaction, command.id(), CommandState.ANSWERED, at);
    transaction
        .createUpdate(
            """
            UPDATE command_device
               SET busy_until = gap_until
             WHERE device_id = :device AND in_flight = :id
            """)
        .bind("device", command.device().value())
        .bind("id", command.id().value())
        .execute();
  }

  void end(Handle transaction, CommandId id, CommandState state, Instant at) {
    transaction
        .createUpdate("UPDATE command SET state = :state, ended_at = :at WHERE id = :id")
        .bind("id", id.value())
        .bind("state", state.word())
        .bind("at", Columns.time(at))
        .execute();
    ended(state, 1);
  }

  private void ended(CommandState state, int commands) {
    if (commands > 0) {
      metrics
          .getOrCreate(
              Counter.builder(Metric.COMMANDS_ENDED.id())
                  .description(Metric.COMMANDS_ENDED.description())
                  .tags(List.of(Tag.create("outcome", state.word()))))
          .increment(commands);
    }
  }

  static Optional<Command> find(Handle handle, CommandId id) {
    return handle
        .createQuery("SELECT * FROM command WHERE id = :id")
        .bind("id", id.value())
        .map(CommandQueue::toDomain)
        .findOne();
  }

  static Command toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new Command(
        new CommandId(row.getLong("id")),
        new DeviceId(row.getLong("device_id")),
        new CommandText(row.getString("text")),
        CommandState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("origin"),
        Columns.instant(row, "wanted_at"),
        Columns.instant(row, "not_before"),
        Columns.instant(row, "expires_at"),
        row.getInt("attempts"),
        Columns.maybeInstant(row, "sent_at"),
        Columns.maybeInstant(row, "ended_at"));
  }

  private static Argument ids(List<DeviceId> devices) {
    return Columns.longs(devices.stream().map(DeviceId::value).toList());
  }

  private static Argument micros(List<Instant> times) {
    return Columns.longs(times.stream().map(Columns::micros).toList());
  }
}
