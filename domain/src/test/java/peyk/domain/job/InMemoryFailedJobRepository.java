package peyk.domain.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  public synchronized List<JobCount> counts() {
    var counts =
        failed.values().stream()
            .collect(
                Collectors.groupingBy(
                    job -> new JobCount(job.kind(), state(job), 0), Collectors.counting()));
    return counts.entrySet().stream()
        .map(one -> new JobCount(one.getKey().kind(), one.getKey().state(), one.getValue()))
        .sorted(
            Comparator.comparing((JobCount one) -> one.kind().word())
                .thenComparing(one -> one.state().name()))
        .toList();
  }

  private JobCount.State state(FailedJob job) {
    if (running.contains(new Key(job.kind(), job.instance()))) {
      return JobCount.State.RUNNING;
    }
    return job.isParked() ? JobCount.State.PARKED : JobCount.State.FAILING;
  }

  @Override
  public synchronized List<FailedJob> list(Selection selection, int atMost) {
    return failed.values().stream()
        .filter(job -> isSelected(job, selection))
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
    failed.computeIfPresent(
        key, (_, job) -> dueAt(job, earlier(job.nextRun().orElse(FailedJob.PARKED), clock.now())));
    return Retry.DUE;
  }

  private static boolean isSelected(FailedJob job, Selection selection) {
    return selection.kind().map(job.kind()::equals).orElse(true)
        && (job.isParked() || !selection.parkedOnly());
  }

  @Override
  public synchronized int retryAll(Selection selection, int atMost) {
    var wanted =
        failed.values().stream()
            .filter(job -> isSelected(job, selection))
            .filter(job -> !running.contains(new Key(job.kind(), job.instance())))
            .sorted(Comparator.comparing(FailedJob::failedAt))
            .limit(atMost)
            .toList();
    wanted.forEach(job -> retry(job.kind(), job.instance()));
    return wanted.size();
  }

  @Override
  public synchronized Discard discard(JobKind kind, String instance) {
    var key = new Key(kind, instance);
    if (!failed.containsKey(key)) {
      return Discard.UNKNOWN;
    }
    if (running.contains(key)) {
      return Discard.RUNNING;
    }
    failed.remove(key);
    return Discard.DISCARDED;
  }

  private static FailedJob dueAt(FailedJob job, Instant due) {
    return new FailedJob(
        job.kind(), job.instance(), job.failures(), job.failedAt(), Optional.of(due), job.error());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
