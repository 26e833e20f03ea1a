package peyk.domain.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import peyk.domain.time.ClusterTime;

/** Failed jobs in memory, as tests have them fail. */
public final class InMemoryFailedJobRepository implements FailedJobRepository {
  private record Key(JobKind kind, String instance) {}

  private final ClusterTime clock;
  private final Map<Key, FailedJob> failed = new LinkedHashMap<>();
  private final Set<Key> running = new HashSet<>();

  public InMemoryFailedJobRepository(ClusterTime clock) {
    this.clock = clock;
  }

  /** A run of the job has ended like this. */
  public synchronized void fail(FailedJob job) {
    failed.put(new Key(job.kind(), job.instance()), job);
    running.remove(new Key(job.kind(), job.instance()));
  }

  /** Somebody has begun to run the job. */
  public synchronized void begin(JobKind kind, String instance) {
    running.add(new Key(kind, instance));
  }

  /** A run of the job has not failed. */
  public synchronized void succeed(JobKind kind, String instance) {
    failed.remove(new Key(kind, instance));
    running.remove(new Key(kind, instance));
  }

  @Override
  public synchronized List<FailedJob> list(int atMost) {
    return failed.values().stream()
        .sorted(Comparator.comparing(FailedJob::failedAt).reversed())
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized Optional<FailedJob> find(JobKind kind, String instance) {
    return Optional.ofNullable(failed.get(new Key(kind, instance)));
  }

  @Override
  public synchronized Retry retry(JobKind kind, String instance) {
    var key = new Key(kind, instance);
    if (!failed.containsKey(key)) {
      return Retry.UNKNOWN;
    }
    if (running.contains(key)) {
      return Retry.RUNNING;
    }
    failed.computeIfPresent(key, (_, job) -> dueAt(job, earlier(job.nextRun(), clock.now())));
    return Retry.DUE;
  }

  private static FailedJob dueAt(FailedJob job, Instant due) {
    return new FailedJob(
        job.kind(), job.instance(), job.failures(), job.failedAt(), due, job.error());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
