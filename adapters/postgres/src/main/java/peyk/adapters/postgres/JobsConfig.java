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
 * @param mostTries after so many failures in a row that are no outage, a job is parked
 */
public record JobsConfig(int threads, Duration pollInterval, Duration heartbeat, int mostTries) {
  public JobsConfig {
    if (threads < 1 || mostTries < 1) {
      throw new IllegalArgumentException("jobs need at least one thread, and one try");
    }
    if (!pollInterval.isPositive() || !heartbeat.isPositive()) {
      throw new IllegalArgumentException("the intervals of jobs are longer than nothing");
    }
  }

  /** With the usual intervals. */
  public static JobsConfig of(int threads, int mostTries) {
    return new JobsConfig(threads, Duration.ofSeconds(1), Duration.ofSeconds(3), mostTries);
  }
}
