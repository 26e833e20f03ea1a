package peyk.domain.job;

import java.time.Duration;
import peyk.domain.time.Backoff;

/** When a job whose run failed is run again. */
public final class JobRetryPolicy {
  /** A job that waits for a neighbour has no last try: what it has to do was acknowledged. */
  public static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  private JobRetryPolicy() {}
}
