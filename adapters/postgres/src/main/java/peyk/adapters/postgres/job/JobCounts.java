package peyk.adapters.postgres.job;

import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.FailedJob;
import peyk.domain.job.JobCount;
import peyk.domain.job.JobKind;
import peyk.domain.text.Worded;
import peyk.domain.time.ClusterTime;

/** The numbers of durable jobs. */
public final class JobCounts {
  /** Counting further would only make a large backlog larger. */
  public static final int AT_MOST = 10_000;

  /** Another version of this service may have stored kinds that are unknown here. */
  static final Argument KINDS =
      Columns.texts(Arrays.stream(JobKind.values()).map(JobKind::word).toList());

  private JobCounts() {}

  /** By kind and state. A number of 0 is left out. */
  public static List<JobCount> all(Storage storage, ClusterTime clock) {
    return storage
        .sql(
            """
            SELECT task_name, state, count(*) AS jobs
              FROM (SELECT task_name,
                           CASE WHEN picked THEN 'RUNNING'
                                WHEN consecutive_failures > 0 AND execution_time >= :parked
                                THEN 'PARKED'
                                WHEN consecutive_failures > 0 THEN 'FAILING'
                                WHEN execution_time <= :now THEN 'DUE'
                                ELSE 'LATER' END AS state
                      FROM scheduled_tasks
                     WHERE task_name = ANY(:kinds)
                     LIMIT :atMost) AS job
             GROUP BY task_name, state
             ORDER BY task_name, state
            """)
        .bind("parked", FailedJob.PARKED)
        .bind("now", clock.now())
        .bind("kinds", KINDS)
        .bind("atMost", AT_MOST)
        .list(row ->
            new JobCount(
                Worded.find(JobKind.values(), row.getString("task_name")).orElseThrow(),
                JobCount.State.valueOf(row.getString("state")),
                row.getLong("jobs")));
  }
}
