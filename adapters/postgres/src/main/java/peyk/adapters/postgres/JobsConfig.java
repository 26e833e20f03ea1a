package peyk.adapters.postgres;

import java.time.Duration;

/**
 * How jobs are run.
 *
 * @param threads jobs that run at the same time in this process
 * @param pollInterval how often to look for jobs that have become due; those that are woken by this
 *     process run at once
 * @param heartbeat how often a process says that it is still at its jobs. After four missed ones
 *     other processes take its jobs over
 */
public record JobsConfig(int threads, Duration pollInterval, Duration heartbeat) {
  public JobsConfig {
    if (threads < 1) {
      throw new IllegalArgumentException("jobs need at least one thread");
    }
    if (!pollInterval.isPositive() || !heartbeat.isPositive()) {
      throw new IllegalArgumentException("the intervals of jobs are longer than nothing");
    }
  }

  /** The usual intervals. */
  public static JobsConfig withThreads(int threads) {
    return new JobsConfig(threads, Duration.ofSeconds(1), Duration.ofSeconds(3));
  }
}
