package peyk.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;

/** Deletes what is of no use any more, in batches, so that nothing else waits for it. */
public final class JdbiHousekeeping {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int BATCH = 2000;

  private final Storage storage;
  private final JdbiCommandLines commands;
  private final Retention retention;

  JdbiHousekeeping(Storage storage, JdbiCommandLines commands, Retention retention) {
    this.storage = storage;
    this.commands = commands;
    this.retention = retention;
  }

  /**
   * How many rows were deleted.
   *
   * @param expired commands that were ended, and are kept for now
   */
  public record Swept(
      int otpRequests,
      int otpPhones,
      int events,
      int ussdMessages,
      int simReadings,
      int expired,
      int commands,
      int firings,
      int firmwareDecisions,
      int firmwareUploads) {}

  /** Deletes rows whose time is over, and ends commands that expired before their turn came. */
  public Swept sweep(Instant now) {
    var yesterday = now.minus(DAY);
    return new Swept(
        deleteOld("otp_request", "id", "at", yesterday),
        deletePhones(yesterday),
        deleteOld("event_inbox", "sequence", "handled_at", now.minus(retention.events())),
        deleteOld("ussd_message", "id", "handled_at", now.minus(retention.ussdMessages())),
        deleteOld("sim_reading", "id", "at", now.minus(retention.simReadings())),
        commands.expire(now),
        deleteCommands(now.minus(retention.commands())),
        deleteOld("schedule_firing", "id", "ended_at", now.minus(retention.commands())),
        deleteDecisions(now.minus(retention.firmwareDecisions())),
        deleteUploads(yesterday));
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

  private int deleteOld(String table, String key, String time, Instant before) {
    return deleteOld(table, key, time, before, "TRUE", BATCH);
  }

  /** The oldest rows first; those that somebody else holds are left for next time. */
  private int deleteOld(
      String table, String key, String time, Instant before, String condition, int size) {
    var text =
        """
        DELETE FROM %1$s
         WHERE %2$s IN (SELECT %2$s
                          FROM %1$s
                         WHERE %3$s <= :before AND %4$s
                         ORDER BY %3$s
                         LIMIT :batch
                           FOR UPDATE SKIP LOCKED)
        """
            .formatted(table, key, time, condition);
    return inBatches(size, storage.sql(text).bind("before", before));
  }

  /**
   * The newest wrong code is older than the end of the challenge that it was offered for. Wrong
   * codes in a row are remembered until somebody signs in.
   */
  private int deletePhones(Instant before) {
    return deleteOld(
        "otp_phone",
        "phone",
        "expires_at",
        before,
        "failures_in_a_row = 0 AND (unsettled_at IS NULL OR unsettled_at <= :before)",
        BATCH);
  }

  /** Commands of a firing under way stay, because its next pass must not order them again. */
  private int deleteCommands(Instant before) {
    return deleteOld(
        "command",
        "id",
        "coalesce(ended_at, sent_at)",
        before,
        """
        state <> 'wanted'
        AND NOT EXISTS (SELECT 1
                          FROM schedule_firing AS firing
                         WHERE firing.id = command.firing_id AND firing.ended_at IS NULL)
        """,
        BATCH);
  }

  /** The lowest ids are the oldest, so the time needs no index, which would slow down decisions. */
  private int deleteDecisions(Instant before) {
    return inBatches(
        BATCH,
        storage
            .sql(
                """
                DELETE FROM firmware_decision
                 WHERE id IN (SELECT id
                                FROM (SELECT id, at
                                        FROM firmware_decision
                                       ORDER BY id
                                       LIMIT :batch) AS oldest
                               WHERE at <= :before)
                """)
            .bind("before", before));
  }

  /** One at a time, because each has many chunks. An upload that takes longer than this fails. */
  private int deleteUploads(Instant before) {
    return deleteOld("firmware_content", "id", "unfinished_since", before, "TRUE", 1);
  }
}
