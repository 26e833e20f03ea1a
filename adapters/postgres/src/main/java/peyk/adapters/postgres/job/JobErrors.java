package peyk.adapters.postgres.job;

import java.util.Optional;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.job.FailedJobRepository;

/**
 * The stored reason of a failed run. The message of an outage holds no secret, so it is stored. The
 * message of any other exception may hold anything, so only its type is stored.
 */
final class JobErrors {
  /** The reason of a run whose process ended. */
  static final String DIED = "its process died";

  private JobErrors() {}

  static String of(Optional<Throwable> cause) {
    var text =
        switch (cause.orElse(null)) {
          case null -> "unknown";
          case GatewayUnavailableException outage -> String.valueOf(outage.getMessage());
          case StorageUnavailableException outage -> String.valueOf(outage.getMessage());
          case Throwable bug -> bug.getClass().getSimpleName();
        };
    return text.length() <= FailedJobRepository.LONGEST_ERROR
        ? text
        : text.substring(0, FailedJobRepository.LONGEST_ERROR);
  }
}
