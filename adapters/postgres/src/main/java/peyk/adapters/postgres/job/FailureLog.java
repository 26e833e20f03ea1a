package peyk.adapters.postgres.job;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.time.ClusterTime;

/**
 * Logs why jobs failed. In an outage thousands may fail for one reason: the first is logged, and
 * then their number once a minute.
 */
final class FailureLog {
  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private record Counted(Instant loggedAt, long since) {}

  private final ClusterTime clock;

  /** By the type of the exception, of which there is one for gateways and one for the database. */
  private final Map<Class<?>, Counted> outages = new HashMap<>();

  FailureLog(ClusterTime clock) {
    this.clock = clock;
  }

  /** Whether a job failed because a neighbour is away, so that the job itself may be sound. */
  static boolean isOutage(@Nullable Throwable cause) {
    return cause instanceof StorageUnavailableException
        || cause instanceof GatewayUnavailableException
            && !(cause instanceof RequestRefusedException);
  }

  void failed(Execution run, @Nullable Throwable cause) {
    if (cause != null && isOutage(cause)) {
      count(cause);
    } else if (cause instanceof RequestRefusedException || run.consecutiveFailures > 0) {
      log.warn(
          "job failed kind={} instance={} failures={} reason={}",
          run.getTaskName(),
          run.getId(),
          run.consecutiveFailures + 1,
          cause instanceof RequestRefusedException ? cause.getMessage() : "as before");
    } else {
      log.warn("job failed kind={} instance={}", run.getTaskName(), run.getId(), cause);
    }
  }

  private synchronized void count(Throwable cause) {
    var now = clock.now();
    var before = outages.get(cause.getClass());
    var since = before == null ? 1 : before.since() + 1;
    if (before != null
        && now.isBefore(before.loggedAt().plus(INTERVAL))
        && !now.isBefore(before.loggedAt())) {
      outages.put(cause.getClass(), new Counted(before.loggedAt(), since));
      return;
    }
    log.warn(
        "jobs failed in an outage and are retried runs={} reason={}", since, cause.getMessage());
    outages.put(cause.getClass(), new Counted(now, 0));
  }

  void parked(Execution run, int refusals, String error) {
    log.error(
        "job parked kind={} instance={} tries={} reason={}",
        run.getTaskName(),
        run.getId(),
        refusals,
        error);
  }
}
