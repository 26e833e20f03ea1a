package peyk.adapters.postgres;

import io.helidon.metrics.api.Tag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Durable jobs by kind and state. */
final class JobGauges {
  /** What a job does now. */
  private enum State {
    RUNNING,
    FAILING,
    DUE,
    LATER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One gauge: words as in the labels and in the query. */
  record Series(String kind, String state) {
    List<Tag> tags() {
      return List.of(Tag.create("kind", kind), Tag.create("state", state));
    }
  }

  private JobGauges() {}

  static Stream<Series> all() {
    return Arrays.stream(JobKind.values())
        .flatMap(kind ->
            Arrays.stream(State.values()).map(state -> new Series(kind.word(), state.word())));
  }

  /**
   * @param atMost so many jobs are counted
   */
  static Map<Series, Long> count(Storage storage, ClusterTime clock, int atMost) {
    var found = new HashMap<Series, Long>();
    storage
        .sql(
            """
            SELECT task_name, state, count(*) AS jobs
              FROM (SELECT task_name,
                           CASE WHEN picked THEN 'running'
                                WHEN consecutive_failures > 0 THEN 'failing'
                                WHEN execution_time <= :now THEN 'due'
                                ELSE 'later' END AS state
                      FROM scheduled_tasks
                     LIMIT :atMost) AS job
             GROUP BY task_name, state
            """)
        .bind("now", clock.now())
        .bind("atMost", atMost)
        .list(row ->
            found.put(
                new Series(row.getString("task_name"), row.getString("state")),
                row.getLong("jobs")));
    return found;
  }
}
