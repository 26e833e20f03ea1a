package peyk.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.CommandQueue;
import peyk.domain.device.DeviceId;

/** Deletes what is of no use any more, in portions, so that nothing else waits for it. */
public final class JdbiHousekeeping {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int BATCH = 2000;

  private final Storage storage;
  private final CommandQueue commands;
  private final Retention retention;

  JdbiHousekeeping(Storage storage, CommandQueue commands, Retention retention) {
    this.storage = storage;
    this.commands = commands;
    this.retention = retention;
  }

  /**
   * How many rows were deleted.
   *
   * @param expired commands that have ended, and are kept for now
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

  /**
   * Deletes requests that no limit counts any more, phones of which nothing is left to remember,
   * events and messages that were handled long ago, what SIMs told and trackers were sent or
   * answered long ago, and what is left of uploads that broke off. Ends commands that have expired
   * before their turn came.
   */
  public Swept sweep(Instant now) {
    return new Swept(
        inPortions(handle -> deleteRequests(handle, now.minus(DAY))),
        inPortions(handle -> deletePhones(handle, now.minus(DAY))),
        inPortions(handle -> deleteEvents(handle, now.minus(retention.events()))),
        inPortions(handle -> deleteMessages(handle, now.minus(retention.ussdMessages()))),
        inPortions(handle -> deleteReadings(handle, now.minus(retention.simReadings()))),
        expireCommands(now),
        inPortions(handle -> deleteCommands(handle, now.minus(retention.commands()))),
        inPortions(handle -> deleteFirings(handle, now.minus(retention.commands()))),
        inPortions(handle -> deleteDecisions(handle, now.minus(retention.firmwareDecisions()))),
        inPortions(1, handle -> deleteUpload(handle, now.minus(DAY))));
  }

  private int inPortions(ToIntFunction<Handle> delete) {
    return inPortions(BATCH, delete);
  }

  private int inPortions(int size, ToIntFunction<Handle> delete) {
    int all = 0;
    int portion;
    do {
      portion = storage.with(delete::applyAsInt);
      all += portion;
    } while (portion == size);
    return all;
  }

  private static int deleteRequests(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM otp_request
             WHERE id IN (SELECT id
                            FROM otp_request
                           WHERE at <= :before
                           ORDER BY at
                           LIMIT :portion
                             FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  /**
   * The newest wrong code is older than the end of the challenge that it was offered for. Wrong
   * codes in a row are remembered until somebody signs in.
   */
  private static int deletePhones(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM otp_phone
             WHERE phone IN (SELECT phone
                               FROM otp_phone
                              WHERE expires_at <= :before
                                AND failures_in_a_row = 0
                                AND (unsettled_at IS NULL OR unsettled_at <= :before)
                              ORDER BY expires_at
                              LIMIT :portion
                                FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  private static int deleteEvents(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM event_inbox
             WHERE sequence IN (SELECT sequence
                                  FROM event_inbox
                                 WHERE handled_at <= :before
                                 ORDER BY handled_at
                                 LIMIT :portion
                                   FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  private static int deleteMessages(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM ussd_message
             WHERE id IN (SELECT id
                            FROM ussd_message
                           WHERE handled_at <= :before
                           ORDER BY handled_at
                           LIMIT :portion
                             FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  private static int deleteReadings(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM sim_reading
             WHERE id IN (SELECT id
                            FROM sim_reading
                           WHERE at <= :before
                           ORDER BY at
                           LIMIT :portion
                             FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  /** The lowest ids are the oldest: so their time needs no index, which each decision would pay. */
  /** Those that are being sent, or whose device somebody else is at, are left for next time. */
  private int expireCommands(Instant now) {
    int all = 0;
    int portion;
    do {
      portion = storage.inTransaction(transaction -> expireCommands(transaction, now));
      all += portion;
    } while (portion > 0);
    return all;
  }

  private int expireCommands(Handle transaction, Instant now) {
    var devices =
        transaction
            .createQuery(
                """
                SELECT device_id
                  FROM command_device
                 WHERE device_id IN (SELECT device_id
                                       FROM command
                                      WHERE state = 'wanted' AND expires_at <= :now
                                      LIMIT :portion)
                 ORDER BY device_id
                   FOR UPDATE SKIP LOCKED
                """)
            .bind("now", Columns.time(now))
            .bind("portion", BATCH)
            .map((row, context) -> new DeviceId(row.getLong("device_id")))
            .list();
    var expired = commands.expire(transaction, devices, now);
    CommandQueue.refresh(transaction, devices);
    return expired;
  }

  /** Those of a firing under way stay: its next pass is not to order them once more. */
  private static int deleteCommands(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM command
             WHERE id IN (SELECT id
                            FROM command
                           WHERE state <> 'wanted' AND coalesce(ended_at, sent_at) <= :before
                             AND NOT EXISTS (SELECT 1
                                               FROM schedule_firing AS firing
                                              WHERE firing.id = command.firing_id
                                                AND firing.ended_at IS NULL)
                           ORDER BY coalesce(ended_at, sent_at)
                           LIMIT :portion
                             FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  /** As long as its commands, so that it is known what became of them. */
  private static int deleteFirings(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM schedule_firing
             WHERE id IN (SELECT id
                            FROM schedule_firing
                           WHERE ended_at <= :before
                           ORDER BY ended_at
                           LIMIT :portion
                             FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  private static int deleteDecisions(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM firmware_decision
             WHERE id IN (SELECT id
                            FROM (SELECT id, at
                                    FROM firmware_decision
                                   ORDER BY id
                                   LIMIT :portion) AS oldest
                           WHERE at <= :before)
            """)
        .bind("before", Columns.time(before))
        .bind("portion", BATCH)
        .execute();
  }

  /** With all its pieces. One that is still under way after that long fails. */
  private static int deleteUpload(Handle handle, Instant before) {
    return handle
        .createUpdate(
            """
            DELETE FROM firmware_content
             WHERE id IN (SELECT id
                            FROM firmware_content
                           WHERE unfinished_since <= :before
                           ORDER BY unfinished_since
                           LIMIT 1
                             FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", Columns.time(before))
        .execute();
  }
}
