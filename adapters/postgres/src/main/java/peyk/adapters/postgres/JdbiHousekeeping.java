package peyk.adapters.postgres;

import io.helidon.metrics.api.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;
import peyk.domain.firmware.DecisionRepository;

/** Deletes rows that are of no use any more, in batches, so that nothing else waits for it. */
public final class JdbiHousekeeping {
  private static final Duration DAY = Duration.ofDays(1);

  /** By then a device has its name, or was deleted. */
  private static final Duration RESERVATIONS = Duration.ofDays(7);

  private static final int BATCH = 2000;

  /**
   * The oldest rows first; those that somebody else holds are left for next time. By their places
   * in the table, because a join might read all of it.
   */
  private static final String DELETE =
      """
      DELETE FROM %1$s
       WHERE ctid = ANY (ARRAY(SELECT ctid
                                 FROM %1$s
                                WHERE %2$s <= :before AND %3$s
                                ORDER BY %2$s
                                LIMIT :batch
                                  FOR UPDATE SKIP LOCKED))
      """;

  /**
   * The lowest ids are the oldest, so the time needs no index, which would slow down decisions. The
   * last of decisions that are stored as one is at most a day younger than the first.
   */
  private static final String DELETE_DECISIONS =
      """
      DELETE FROM firmware_decision
       WHERE id = ANY (ARRAY(SELECT id
                               FROM (SELECT id, coalesce(first_at, at) AS at
                                       FROM firmware_decision
                                      ORDER BY id
                                      LIMIT :batch) AS oldest
                              WHERE at <= :before))
      """;

  /**
   * The newest wrong code is older than the end of the challenge that it was offered for. Wrong
   * codes in a row are remembered until somebody signs in.
   */
  private static final String IS_PHONE_OF_NO_USE =
      "failures_in_a_row = 0 AND (unsettled_at IS NULL OR unsettled_at <= :before)";

  /**
   * An event that recovery may fetch again would count as new. It fetches those of a day before the
   * time until which all are known, at most.
   */
  private static final String IS_EVENT_OF_NO_USE =
      """
      event_time < (SELECT least(heard_until, sound_at, owed_from) - interval '1 day'
                      FROM listening)
      """;

  /** Commands of a firing under way stay, because its next pass must not order them again. */
  private static final String IS_COMMAND_OF_NO_USE =
      """
      state <> 'wanted'
      AND NOT EXISTS (SELECT 1
                        FROM schedule_firing AS firing
                       WHERE firing.id = command.firing_id AND firing.ended_at IS NULL)
      """;

  /** The tables that strangers and scripts can fill, with what may be deleted of them. */
  private static final Map<String, String> BOUNDED =
      Map.of(
          "ussd_message",
          "handled_at IS NOT NULL",
          "sim_reading",
          "TRUE",
          "firmware_decision",
          "TRUE",
          "audit_entry",
          "TRUE");

  private static final String DELETE_EXCESS =
      """
      DELETE FROM %1$s
       WHERE id = ANY (ARRAY(SELECT id
                               FROM %1$s
                              WHERE id <= (SELECT max(id) FROM %1$s) - :most AND %2$s
                              ORDER BY id
                              LIMIT :batch
                                FOR UPDATE SKIP LOCKED))
      """;

  /**
   * @param batch 1 for uploads, because each has many chunks
   */
  private record Rule(String table, String statement, Duration keep, int batch) {
    Rule(String table, String time, String condition, Duration keep) {
      this(table, DELETE.formatted(table, time, condition), keep, BATCH);
    }

    Rule(String table, String time, Duration keep) {
      this(table, time, "TRUE", keep);
    }
  }

  private final Storage storage;
  private final JdbiCommandLines commands;
  private final List<Rule> rules;
  private final long mostRows;
  private final Counter overLimit;

  JdbiHousekeeping(Storage storage, JdbiCommandLines commands, Retention keep, Counter overLimit) {
    this.storage = storage;
    this.commands = commands;
    this.mostRows = keep.mostRows();
    this.overLimit = overLimit;
    this.rules =
        List.of(
            new Rule("otp_request", "at", DAY),
            new Rule("otp_phone", "expires_at", IS_PHONE_OF_NO_USE, DAY),
            new Rule("device_name", "reserved_at", RESERVATIONS),
            new Rule("event_inbox", "handled_at", IS_EVENT_OF_NO_USE, keep.events()),
            new Rule("ussd_message", "handled_at", keep.ussdMessages()),
            new Rule("sim_reading", "at", keep.simReadings()),
            new Rule(
                "command", "coalesce(ended_at, sent_at)", IS_COMMAND_OF_NO_USE, keep.commands()),
            new Rule("schedule_firing", "ended_at", keep.commands()),
            new Rule("firmware_offer", "last_at", keep.firmwareDecisions()),
            new Rule("audit_entry", "at", keep.audit()),
            new Rule(
                "firmware_decision",
                DELETE_DECISIONS,
                keep.firmwareDecisions().plus(DecisionRepository.LONGEST_REPETITION),
                BATCH),
            new Rule(
                "firmware_content",
                DELETE.formatted("firmware_content", "unfinished_since", "TRUE"),
                DAY,
                1));
  }

  /**
   * Deletes rows whose time is over, after ending commands that expired before their turn came. An
   * upload that takes longer than a day fails. Of a table that is too long, the oldest rows go.
   *
   * @return for each table, how many rows were deleted
   */
  public Map<String, Integer> sweep(Instant now) {
    commands.expire(now);
    var deleted = new LinkedHashMap<String, Integer>();
    rules.forEach(rule -> deleted.put(rule.table(), delete(rule, now.minus(rule.keep()))));
    BOUNDED.forEach(
        (table, condition) -> deleted.merge(table, deleteExcess(table, condition), Integer::sum));
    return deleted;
  }

  private int delete(Rule rule, Instant before) {
    return inBatches(rule.batch(), storage.sql(rule.statement()).bind("before", before));
  }

  private int deleteExcess(String table, String condition) {
    var delete = storage.sql(DELETE_EXCESS.formatted(table, condition)).bind("most", mostRows);
    int deleted = inBatches(BATCH, delete);
    overLimit.increment(deleted);
    return deleted;
  }

  private static int inBatches(int size, Sql delete) {
    delete.bind("batch", size);
    int all = 0;
    int batch;
    do {
      batch = delete.execute();
      all += batch;
    } while (batch == size);
    return all;
  }
}
