package peyk.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import peyk.domain.job.JobKind;

/**
 * The durable jobs that the in-memory repositories wake, for tests to look at and to run: a job
 * stays until it is {@link #done}.
 */
public final class InMemoryJobs {
  /** One job: what kind of work, and what it is about. */
  public record Key(JobKind kind, String instance) {}

  private record Waiting(Instant due, int wakeups) {}

  private final Map<Key, Waiting> jobs = new LinkedHashMap<>();

  /** Makes the job due at the given time, or wakes it if it waits already. */
  public synchronized void wake(JobKind kind, String instance, Instant due) {
    jobs.merge(
        new Key(kind, instance),
        new Waiting(due, 1),
        (waiting, woken) -> new Waiting(waiting.due(), waiting.wakeups() + 1));
  }

  /** Makes the job due at the given time at the latest, and wakes it. */
  public synchronized void bringForward(JobKind kind, String instance, Instant due) {
    jobs.merge(
        new Key(kind, instance),
        new Waiting(due, 1),
        (waiting, woken) ->
            new Waiting(waiting.due().isBefore(due) ? waiting.due() : due, waiting.wakeups() + 1));
  }

  /** Puts the job off, unless it is due already, and wakes it. */
  public synchronized void putOff(JobKind kind, String instance, Instant now, Instant due) {
    jobs.merge(
        new Key(kind, instance),
        new Waiting(due, 1),
        (waiting, woken) ->
            new Waiting(
                waiting.due().isAfter(now) && waiting.due().isBefore(due) ? due : waiting.due(),
                waiting.wakeups() + 1));
  }

  /** When the job is due; empty if it does not wait. */
  public synchronized Optional<Instant> due(JobKind kind, String instance) {
    return Optional.ofNullable(jobs.get(new Key(kind, instance))).map(Waiting::due);
  }

  /** How often the job has been woken since it was last done. */
  public synchronized int wakeups(JobKind kind, String instance) {
    return Optional.ofNullable(jobs.get(new Key(kind, instance))).map(Waiting::wakeups).orElse(0);
  }

  /** The jobs that wait, the first woken first. */
  public synchronized List<Key> waiting() {
    return List.copyOf(jobs.keySet());
  }

  /** The jobs of one kind that wait, by what they are about. */
  public synchronized Map<String, Instant> waiting(JobKind kind) {
    return jobs.entrySet().stream()
        .filter((Map.Entry<Key, Waiting> job) -> job.getKey().kind().equals(kind))
        .collect(
            Collectors.toMap(
                job -> job.getKey().instance(),
                job -> job.getValue().due(),
                (one, other) -> one,
                TreeMap::new));
  }

  /** Forgets the job, as it is when a run said that nothing is left to do. */
  public synchronized void done(JobKind kind, String instance) {
    jobs.remove(new Key(kind, instance));
  }
}
