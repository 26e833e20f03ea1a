package peyk.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import peyk.domain.time.Backoff;

/**
 * When a job whose run failed is run again, and when it is parked instead.
 *
 * @param mostTries after so many failures in a row that are no outage, a job is parked
 */
public record JobRetryPolicy(int mostTries) {
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  /**
   * A job that waits for a neighbour has no last try: what it has to do was acknowledged.
   *
   * @param isOutage whether the latest run failed because a neighbour was away
   * @param refusals failures in a row that were no outage
   */
  public boolean isParked(boolean isOutage, int refusals) {
    return !isOutage && refusals >= mostTries;
  }

  /**
   * The next run of a job that is not parked.
   *
   * @param failures in a row, from 1
   * @param random makes the pauses uneven
   */
  public Instant nextRun(int failures, Instant now, RandomGenerator random) {
    return now.plus(PAUSES.pause(failures, random));
  }
}
