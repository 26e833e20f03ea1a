package peyk.domain.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A durable job whose latest run failed.
 *
 * @param kind what kind of work it is, e.g. {@code update-device}
 * @param instance what it is about, e.g. the id of a device; never a phone number
 * @param failures how often it has failed in a row
 * @param failedAt when it failed last
 * @param nextRun when it is tried again; in the past if it is just being tried
 * @param error what was wrong the last time, without secrets; empty if that is not known
 */
public record FailedJob(
    String kind,
    String instance,
    int failures,
    Instant failedAt,
    Instant nextRun,
    Optional<String> error) {}
