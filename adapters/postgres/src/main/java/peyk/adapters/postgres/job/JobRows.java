package peyk.adapters.postgres.job;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Instant;
import java.util.OptionalLong;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.FailedJob;

/**
 * The rows of jobs that are being run. A row whose version is another than the run's has been taken
 * over by somebody else.
 */
record JobRows(Storage storage) {
  /** How often the job has been woken by now; empty if it has been taken over. */
  OptionalLong wakeups(Execution run) {
    return of(
            run,
            """
            SELECT wakeups
              FROM scheduled_tasks
             WHERE task_name = :kind AND task_instance = :instance
               AND version = :version AND picked
            """)
        .bind("version", run.version)
        .find(Long.class)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private Sql of(Execution run, String statement) {
    return storage.sql(statement).bind("kind", run.getTaskName()).bind("instance", run.getId());
  }

  /**
   * Deletes the job, unless it was woken since. A transaction that wakes it locks the row, so this
   * statement waits for its commit and then compares the new count. A later one finds no row and
   * makes a new one.
   *
   * @return false if it was woken
   */
  boolean delete(Execution run, long wakeupsSeen) {
    return of(
            run,
            """
            DELETE FROM scheduled_tasks
             WHERE task_name = :kind AND task_instance = :instance
               AND version = :version AND wakeups = :seen
            """)
        .bind("version", run.version)
        .bind("seen", wakeupsSeen)
        .hasEffect();
  }

  /**
   * Releases a job that was woken while it ran. It runs again at once, or at the time that was
   * given when it was woken.
   *
   * @return false if it has been taken over
   */
  boolean requeue(Execution run, Instant now) {
    return of(
            run,
            """
            UPDATE scheduled_tasks
               SET execution_time = greatest(execution_time, :now),
                   picked = FALSE, picked_by = NULL, last_heartbeat = NULL,
                   last_success = :now, consecutive_failures = 0, last_error = NULL,
                   version = version + 1
             WHERE task_name = :kind AND task_instance = :instance AND version = :version
            """)
        .bind("version", run.version)
        .bind("now", now)
        .hasEffect();
  }

  /**
   * Stores why the run failed, unless another process has taken the job over.
   *
   * @param refusals 1 if the failure is no outage, else 0
   * @return the number of such failures since the last success
   */
  int failed(Execution run, String error, int refusals) {
    return of(
            run,
            """
            UPDATE scheduled_tasks
               SET last_error = :error,
                   refusals =
                     CASE WHEN consecutive_failures > 0 THEN refusals ELSE 0 END + :refusals
             WHERE task_name = :kind AND task_instance = :instance
               AND version = :version AND picked
            RETURNING refusals
            """)
        .bind("version", run.version)
        .bind("error", error)
        .bind("refusals", refusals)
        .find(Integer.class)
        .orElse(0);
  }

  /** Lets a parked job run at the given time if it was woken since the run began. */
  void unpark(Execution run, long wakeupsSeen, Instant next) {
    of(
            run,
            """
            UPDATE scheduled_tasks
               SET execution_time = :next
             WHERE task_name = :kind AND task_instance = :instance
               AND NOT picked AND execution_time >= :parked AND wakeups > :seen
            """)
        .bind("next", next)
        .bind("parked", FailedJob.PARKED)
        .bind("seen", wakeupsSeen)
        .execute();
  }
}
