package peyk.domain.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A durable job whose latest run failed.
 *
 * @param instance its subject, e.g. the id of a device; never a phone number
 * @param failures consecutive failures
 * @param failedAt the time of the last failure
 * @param nextRun the time of the next try; in the past if that is running, empty if the job is
 *     parked
 * @param error the last error, without secrets; empty if unknown
 */
public record FailedJob(
    JobKind kind,
    String instance,
    int failures,
    Instant failedAt,
    Optional<Instant> nextRun,
    Optional<String> error) {
  /** The stored time of the next try of a parked job. */
  public static final Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

  /** It failed too often to be tried again before an operator or new work asks for it. */
  public boolean isParked() {
    return nextRun.isEmpty();
  }
}
