package peyk.adapters.postgres.job;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.application.monitoring.Spans;
import peyk.domain.job.JobKind;

/**
 * Wakes jobs in the transaction that stores their work. No wake-up is lost: each counts up {@code
 * wakeups} in the job's row, and a run that has ended deletes the row only if that number is what
 * it was when the run began ({@link JobRows#delete}). The database's function {@code wake_jobs}
 * counts (V008__wake_jobs.sql); statements that wake many jobs call it themselves.
 */
public final class Wakeups {
  private Wakeups() {}

  /**
   * Wakes a job. One that waits keeps its pause.
   *
   * @param due when it begins if it does not wait or run already
   */
  public static void wake(Handle transaction, JobKind kind, String instance, Instant due) {
    wake(transaction, kind, instance, due, false);
  }

  /** Wakes a job, and lets it begin at the given time at the latest if it waits. */
  public static void hurry(Handle transaction, JobKind kind, String instance, Instant due) {
    wake(transaction, kind, instance, due, true);
  }

  private static void wake(
      Handle transaction, JobKind kind, String instance, Instant due, boolean hurry) {
    Spans.wakes(kind.word(), instance);
    transaction
        .createUpdate("SELECT wake_jobs(:kind, ARRAY[:instance], :due, :hurry)")
        .bind("kind", kind.word())
        .bind("instance", instance)
        .bind("due", Columns.time(due))
        .bind("hurry", hurry)
        .execute();
  }
}
