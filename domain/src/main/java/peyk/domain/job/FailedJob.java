package peyk.domain.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A durable job whose latest run failed.
 *
 * <p><<<<<<< HEAD
 *
 * @param instance its subject, e.g. the id of a device; never a phone number
 * @param failures consecutive failures
 * @param failedAt the time of the last failure
 * @param nextRun the time of the next try; in the past if that is running
 * @param error the last error, without secrets; empty if unknown =======
 * @param instance what it is about, e.g. the id of a device; never a phone number
 * @param failures how often it has failed in a row
 * @param failedAt when it failed last
 * @param nextRun when it is tried again; in the past if it is just being tried
 * @param error what was wrong the last time, without secrets; empty if that is not known >>>>>>>
 *     9a24a8f (Name the kinds of jobs in one enum)
 */
public record FailedJob(
    JobKind kind,
    String instance,
    int failures,
    Instant failedAt,
    Instant nextRun,
    Optional<String> error) {}
