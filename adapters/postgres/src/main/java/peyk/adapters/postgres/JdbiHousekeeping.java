package peyk.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;

/** Deletes what is of no use any more, in portions, so that nothing else waits for it. */
public final class JdbiHousekeeping {
  public static final Duration DEFAULT_KEEP_HANDLED = Duration.ofDays(7);

  private static final Duration DAY = Duration.ofDays(1);
  private static final int PORTION = 2000;

  private final Storage storage;
  private final Duration keepHandled;

  JdbiHousekeeping(Storage storage, Duration keepHandled) {
    this.storage = storage;
    this.keepHandled = keepHandled;
  }

  /** How many rows were deleted. */
  public record Swept(int otpRequests, int otpPhones, int events) {}

  /**
   * Deletes requests that no limit counts any more, phones of which nothing is left to remember,
   * and events that were handled long ago.
   */
  public Swept sweep(Instant now) {
    return new Swept(
        inPortions(handle -> deleteRequests(handle, now.minus(DAY))),
        inPortions(handle -> deletePhones(handle, now.minus(DAY))),
        inPortions(handle -> deleteEvents(handle, now.minus(keepHandled))));
  }

  private int inPortions(ToIntFunction<Handle> delete) {
    int all = 0;
    int portion;
    do {
      portion = storage.with(delete::applyAsInt);
      all += portion;
    } while (portion == PORTION);
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
        .bind("portion", PORTION)
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
        .bind("portion", PORTION)
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
        .bind("portion", PORTION)
        .execute();
  }
}
