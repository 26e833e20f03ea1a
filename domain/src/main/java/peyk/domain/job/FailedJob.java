package peyk.domain.job;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.DeviceId;

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

  /** The device that it is about; empty if it is about something else. */
  public Optional<DeviceId> device() {
    return switch (kind) {
      case UPDATE_DEVICE, FINISH_CLAIM, PROVISION ->
          Optional.of(new DeviceId(Long.parseLong(instance)));
      case FIRE_SCHEDULE, CARRY_OUT_FIRING, WELCOME_ACCOUNT, READ_USSD, WATCH_ROLLOUT ->
          Optional.empty();
    };
  }

  /** It failed too often to be tried again before an operator or new work asks for it. */
  public boolean isParked() {
    return nextRun.isEmpty();
  }
}
