package peyk.adapters.postgres.job;

import java.util.Optional;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.job.FailedJobRepository;

/**
 * What is remembered of an exception that ended a run. Outages speak for themselves, without
 * secrets; what else an exception says may be anything, so only its kind is told.
 */
final class JobErrors {
  /** Of a run that said nothing, because its process was gone. */
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
