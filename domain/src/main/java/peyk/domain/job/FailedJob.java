package peyk.domain.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A durable job whose latest run failed.
 *
 * @param instance its subject, e.g. the id of a device; never a phone number
 * @param failures consecutive failures
 * @param failedAt the time of the last failure
 * @param nextRun the time of the next try; in the past if that is running
 * @param error the last error, without secrets; empty if unknown
 */
public record FailedJob(
    JobKind kind,
    String instance,
    int failures,
    Instant failedAt,
    Instant nextRun,
    Optional<String> error) {}
