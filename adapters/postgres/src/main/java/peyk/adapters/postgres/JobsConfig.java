package peyk.adapters.postgres;

import java.time.Duration;

/**
 * How jobs are run.
 *
 * @param threads jobs that run at the same time in this process
 * @param pollInterval how often to look for jobs that have become due; those that are woken by this
 *     process run at once
 * @param heartbeat how often a process says that it is still at its jobs
 * @param missedHeartbeats after so many, at least 4, the jobs of a process are taken over
 * @param farewell how long to wait at the end for jobs that are running, before interrupting them
 */
public record JobsConfig(
    int threads,
    Duration pollInterval,
    Duration heartbeat,
    int missedHeartbeats,
    Duration farewell) {
  public static final JobsConfig DEFAULT =
      new JobsConfig(16, Duration.ofSeconds(1), Duration.ofSeconds(3), 4, Duration.ofSeconds(10));

  private static final int FEWEST_MISSED_HEARTBEATS = 4;

  public JobsConfig {
    if (threads < 1) {
      throw new IllegalArgumentException("jobs need at least one thread");
    }
    if (!pollInterval.isPositive() || !heartbeat.isPositive() || farewell.isNegative()) {
      throw new IllegalArgumentException("the intervals of jobs are longer than nothing");
    }
    if (missedHeartbeats < FEWEST_MISSED_HEARTBEATS) {
      throw new IllegalArgumentException("jobs are taken over after 4 missed heartbeats or more");
    }
  }
}
