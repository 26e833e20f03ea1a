package peyk.adapters.postgres.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLine;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandPace;
import peyk.domain.command.CommandPriority;
import peyk.domain.command.CommandState;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.FiringId;
import peyk.domain.text.Worded;

/**
 * Lines as rows: a row of {@code command_device} for each, which is locked while its line changes,
 * and the commands in {@code command}. A transaction locks rows in order of their ids, and before
 * those of jobs and of the pace.
 */
final class CommandRows {
  private static final String LINE =
      """
      SELECT device_id, in_flight, greatest(busy_until, 'epoch') AS busy_until,
             greatest(gap_until, 'epoch') AS gap_until
        FROM command_device
      """;

  /** The commands that wait, and those in flight. */
  private static final String OPEN =
      """
      SELECT * FROM command WHERE device_id = ANY(:devices) AND state = 'wanted'
      UNION ALL
      SELECT * FROM command WHERE id = ANY(:inFlight) AND state <> 'wanted'
      """;

  private static final String LATEST_SENT =
      """
      UNION ALL
      SELECT sent.*
        FROM unnest(:devices) AS line (device_id)
       CROSS JOIN LATERAL (SELECT *
                             FROM command
                            WHERE device_id = line.device_id AND sent_at IS NOT NULL
                              AND id <> ALL(:inFlight)
                            ORDER BY sent_at DESC, id DESC
                            LIMIT %d) AS sent
      """;

  private CommandRows() {}

  /** Adds the rows of trackers that were never sent anything. */
  static void add(Handle transaction, Collection<DeviceId> devices) {
    Sql.in(
            transaction,
            """
            INSERT INTO command_device (device_id)
            SELECT device_id FROM unnest(:devices) AS device_id ORDER BY device_id
            ON CONFLICT DO NOTHING
            """)
        .bind("devices", ids(devices))
        .execute();
  }

  /**
   * @param sent how many of the latest commands that were sent are read
   */
  static List<CommandLine> lock(Handle transaction, Collection<DeviceId> devices, int sent) {
    var rows =
        Sql.in(transaction, LINE + "WHERE device_id = ANY(:devices) ORDER BY device_id FOR UPDATE")
            .bind("devices", ids(devices));
    return lines(transaction, rows, sent);
  }

  /**
   * The line that has been due longest with a command of that priority, if nobody locks it and the
   * pace allows a command.
   *
   * @param latest a pace of later does not count
   */
  static Optional<CommandLine> lockNext(
      Handle transaction, CommandPriority priority, Instant now, Instant latest) {
    var row =
        Sql.in(
                transaction,
                LINE
                    + """
                    WHERE %1$s <= :now
                      AND (SELECT next_at <= :now OR next_at > :latest FROM command_pace)
                    ORDER BY %1$s, device_id
                    LIMIT 1
                      FOR UPDATE OF command_device SKIP LOCKED
                    """
                        .formatted(dueColumn(priority)))
            .bind("now", now)
            .bind("latest", latest);
    return lines(transaction, row, 0).stream().findFirst();
  }

  /** The column for commands of that or a higher priority. */
  private static String dueColumn(CommandPriority priority) {
    return switch (priority) {
      case OPERATOR -> "operator_at";
      case SERVICE -> "urgent_at";
      case SCHEDULE -> "due_at";
    };
  }

  private static List<CommandLine> lines(Handle transaction, Sql rows, int sent) {
    var lines = rows.list(CommandRows::withoutCommands);
    if (lines.isEmpty()) {
      return lines;
    }
    var commands = commands(transaction, lines, sent);
    return lines.stream()
        .map(line -> line.with(commands.getOrDefault(line.device(), List.of())))
        .toList();
  }

  private static CommandLine withoutCommands(ResultSet row) throws SQLException {
    return new CommandLine(
        new DeviceId(row.getLong("device_id")),
        List.of(),
        Columns.maybeLong(row, "in_flight").map(CommandId::new),
        Columns.instant(row, "busy_until"),
        Columns.instant(row, "gap_until"));
  }

  private static Map<DeviceId, List<Command>> commands(
      Handle transaction, List<CommandLine> lines, int sent) {
    var inFlight = lines.stream().flatMap(line -> line.inFlight().stream()).toList();
    return Sql.in(transaction, sent == 0 ? OPEN : OPEN + LATEST_SENT.formatted(sent))
        .bind("devices", Columns.longs(lines, line -> line.device().value()))
        .bind("inFlight", Columns.longs(inFlight, CommandId::value))
        .list(CommandRows::command)
        .stream()
        .sorted(Comparator.comparingLong(command -> command.id().value()))
        .collect(Collectors.groupingBy(Command::device));
  }

  /** Trackers for which commands wait that have expired. */
  static List<DeviceId> expired(Handle handle, Instant now, int atMost) {
    return Sql.in(
            handle,
            """
            SELECT DISTINCT device_id
              FROM (SELECT device_id
                      FROM command
                     WHERE state = 'wanted' AND expires_at <= :now
                     ORDER BY expires_at
                     LIMIT :atMost) AS expired
            """)
        .bind("now", now)
        .bind("atMost", atMost)
        .list(row -> new DeviceId(row.getLong("device_id")));
  }

  /** The devices for which a firing has ordered a command. */
  static Set<DeviceId> devicesOf(
      Handle transaction, FiringId firing, Collection<DeviceId> devices) {
    return Set.copyOf(
        Sql.in(
                transaction,
                """
                SELECT device_id
                  FROM command
                 WHERE firing_id = :firing AND device_id = ANY(:devices)
                """)
            .bind("firing", firing)
            .bind("devices", ids(devices))
            .list(row -> new DeviceId(row.getLong("device_id"))));
  }

  /** Ids for new commands, the lowest first. */
  static List<CommandId> newIds(Handle transaction, int count) {
    return Sql.in(
            transaction,
            """
            SELECT nextval(pg_get_serial_sequence('command', 'id')) FROM generate_series(1, :count)
            """)
        .bind("count", count)
        .list(row -> new CommandId(row.getLong(1)));
  }

  /**
   * Writes lines, and those of their commands that are new or different.
   *
   * @param firing that new commands belong to
   */
  static void save(
      Handle transaction,
      List<CommandLine> lines,
      List<Command> commands,
      Optional<FiringId> firing) {
    Sql.in(
            transaction,
            """
            WITH saved AS (
              INSERT INTO command (id, device_id, text, state, origin, firing_id, wanted_at,
                     not_before, expires_at, attempts, sent_at, ended_at)
              OVERRIDING SYSTEM VALUE
              SELECT id, device_id, text, state, origin, CAST(:firing AS bigint), wanted_at,
                     not_before, expires_at, attempts, sent_at, ended_at
                FROM unnest(:ids, :devices, :texts, :states, :origins, :wantedAt, :notBefore,
                            :expiresAt, :attempts, :sentAt, :endedAt)
                  AS command (id, device_id, text, state, origin, wanted_at, not_before,
                              expires_at, attempts, sent_at, ended_at)
              ON CONFLICT (id) DO UPDATE
                 SET state = EXCLUDED.state, origin = EXCLUDED.origin,
                     not_before = EXCLUDED.not_before, attempts = EXCLUDED.attempts,
                     sent_at = EXCLUDED.sent_at, ended_at = EXCLUDED.ended_at
            )
            UPDATE command_device
               SET in_flight = nullif(line.in_flight, 0), busy_until = line.busy_until,
                   gap_until = line.gap_until, operator_at = line.operator_at,
                   urgent_at = line.urgent_at, due_at = line.due_at
              FROM unnest(:lines, :inFlight, :busyUntil, :gapUntil, :operatorAt, :urgentAt, :dueAt)
                AS line (device_id, in_flight, busy_until, gap_until, operator_at, urgent_at,
                         due_at)
             WHERE command_device.device_id = line.device_id
            """)
        .bind("firing", firing)
        .bind("ids", Columns.longs(commands, command -> command.id().value()))
        .bind("devices", Columns.longs(commands, command -> command.device().value()))
        .bind("texts", Columns.texts(commands, command -> command.text().value()))
        .bind("states", Columns.texts(commands, command -> command.state().word()))
        .bind("origins", Columns.texts(commands, command -> command.origin().value()))
        .bind("wantedAt", Columns.times(commands, Command::wantedAt))
        .bind("notBefore", Columns.times(commands, Command::notBefore))
        .bind("expiresAt", Columns.times(commands, Command::expiresAt))
        .bind("attempts", Columns.longs(commands, Command::attempts))
        .bind("sentAt", Columns.times(commands, command -> command.sentAt().orElse(null)))
        .bind("endedAt", Columns.times(commands, command -> command.endedAt().orElse(null)))
        .bind("lines", Columns.longs(lines, line -> line.device().value()))
        .bind("inFlight", Columns.longs(lines, CommandRows::inFlight))
        .bind("busyUntil", Columns.times(lines, CommandLine::busyUntil))
        .bind("gapUntil", Columns.times(lines, CommandLine::gapUntil))
        .bind("operatorAt", due(lines, CommandPriority.OPERATOR))
        .bind("urgentAt", due(lines, CommandPriority.SERVICE))
        .bind("dueAt", due(lines, CommandPriority.SCHEDULE))
        .execute();
  }

  private static long inFlight(CommandLine line) {
    return line.inFlight().map(CommandId::value).orElse(0L);
  }

  private static Argument due(List<CommandLine> lines, CommandPriority priority) {
    return Columns.times(lines, line -> line.dueAt(priority).orElse(null));
  }

  /** When the next command may go out, if one waits. */
  static Optional<Instant> nextDue(Handle handle) {
    return Sql.in(
            handle,
            """
            SELECT greatest(due_at, next_at) AS due_at
              FROM command_device, command_pace
             WHERE due_at IS NOT NULL
             ORDER BY command_device.due_at
             LIMIT 1
            """)
        .find(row -> Columns.instant(row, "due_at"));
  }

  static CommandPace lockPace(Handle transaction) {
    return Sql.in(
            transaction,
            "SELECT greatest(next_at, 'epoch') AS next_at FROM command_pace FOR UPDATE")
        .one(row -> new CommandPace(Columns.instant(row, "next_at")));
  }

  static void save(Handle transaction, CommandPace pace) {
    Sql.in(transaction, "UPDATE command_pace SET next_at = :nextAt")
        .bind("nextAt", pace.nextAt())
        .execute();
  }

  static Command command(ResultSet row) throws SQLException {
    return new Command(
        new CommandId(row.getLong("id")),
        new DeviceId(row.getLong("device_id")),
        new CommandText(row.getString("text")),
        Worded.find(CommandState.values(), row.getString("state")).orElseThrow(),
        new CommandOrigin(row.getString("origin")),
        Columns.instant(row, "wanted_at"),
        Columns.instant(row, "not_before"),
        Columns.instant(row, "expires_at"),
        row.getInt("attempts"),
        Columns.maybeInstant(row, "sent_at"),
        Columns.maybeInstant(row, "ended_at"));
  }

  private static Argument ids(Collection<DeviceId> devices) {
    return Columns.longs(devices, DeviceId::value);
  }
}
