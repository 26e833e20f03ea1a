package peyk.adapters.postgres;

import io.helidon.metrics.api.Tag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobCounts;
import peyk.domain.job.JobCount;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Durable jobs by kind and state. */
final class JobGauges {
  /** One gauge. */
  record Series(JobKind kind, JobCount.State state) {
    List<Tag> tags() {
      return List.of(Tag.create("kind", kind.word()), Tag.create("state", state.word()));
    }
  }

  private JobGauges() {}

  static Stream<Series> all() {
    return Arrays.stream(JobKind.values())
        .flatMap(
            kind -> Arrays.stream(JobCount.State.values()).map(state -> new Series(kind, state)));
  }

  static Map<Series, Long> count(Storage storage, ClusterTime clock) {
    var found = new HashMap<Series, Long>();
    JobCounts.all(storage, clock)
        .forEach(count -> found.put(new Series(count.kind(), count.state()), count.jobs()));
    return found;
  }
}
