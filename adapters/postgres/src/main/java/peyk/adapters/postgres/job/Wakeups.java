package peyk.adapters.postgres.job;

import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.job.JobKind;

/**
 * Wakes jobs, in the transaction of what they are wanted for. A job that waits or runs already only
 * counts how often it was woken, which its end takes notice of; it is not brought forward, so that
 * its pauses hold, unless somebody asks for that.
 */
public final class Wakeups {
  private final InstantSource clock;

  public Wakeups(InstantSource clock) {
    this.clock = clock;
  }

  public void wake(Handle transaction, JobKind kind, String instance) {
    wake(transaction, kind, instance, clock.instant());
  }

  /**
   * @param due when to begin if the job does not wait or run already
   */
  public void wake(Handle transaction, JobKind kind, String instance, Instant due) {
    transaction
        .createUpdate(
            """
            INSERT INTO scheduled_tasks
                   (task_name, task_instance, execution_time, picked, version, wakeups)
            VALUES (:kind, :instance, :due, FALSE, 1, 1)
            ON CONFLICT (task_name, task_instance)
            DO UPDATE SET wakeups = scheduled_tasks.wakeups + 1
            """)
        .bind("kind", kind.word())
        .bind("instance", instance)
        .bind("due", Columns.time(due))
        .execute();
  }

  /**
   * Wakes a job, and has it begin at the given time at the latest if it waits. Whoever is about to
   * take the row waits for this transaction, or this one for them: then it finds the row taken.
   */
  public static void bringForward(Handle transaction, JobKind kind, String instance, Instant due) {
    transaction
        .createUpdate(
            """
            INSERT INTO scheduled_tasks AS job
                   (task_name, task_instance, execution_time, picked, version, wakeups)
            VALUES (:kind, :instance, :due, FALSE, 1, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE
               SET wakeups = job.wakeups + 1,
                   execution_time = CASE WHEN job.picked THEN job.execution_time
                                         ELSE least(job.execution_time, :due) END
            """)
        .bind("kind", kind.word())
        .bind("instance", instance)
        .bind("due", Columns.time(due))
        .execute();
  }
}
