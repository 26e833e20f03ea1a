package peyk.adapters.postgres.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries to the failure handler how often the job had been woken when the run began. */
final class FailedRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long wakeupsSeen;

  FailedRun(long wakeupsSeen, @Nullable Throwable cause) {
    super(cause);
    this.wakeupsSeen = wakeupsSeen;
  }

  /** A run that failed before it began, or by an {@link Error}, saw all wake-ups. */
  static FailedRun of(Optional<Throwable> failure) {
    return failure.orElse(null) instanceof FailedRun failed
        ? failed
        : new FailedRun(Long.MAX_VALUE, failure.orElse(null));
  }

  long wakeupsSeen() {
    return wakeupsSeen;
  }

  Optional<Throwable> reason() {
    return Optional.ofNullable(getCause());
  }
}
