package peyk.bootstrap.doctor;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;

/**
 * A check of one neighbour with a timeout.
 *
 * @param away what to do if the neighbour cannot be asked
 */
record TimedCheck(Area area, Duration timeout, String away, Callable<List<Finding>> work) {
  record Begun(TimedCheck check, Future<List<Finding>> running) {
    /** Its findings. A timeout is a finding too. */
    List<Finding> findings() throws InterruptedException {
      try {
        return running.get(check.timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        running.cancel(true);
        return check.failed("the check took more than %d s".formatted(check.timeout.toSeconds()));
      } catch (ExecutionException e) {
        return check.failed(e.getCause());
      }
    }
  }

  Begun begin(ExecutorService executor) {
    return new Begun(this, executor.submit(work));
  }

  /** An unexpected error is reported by its type only, because its message may hold anything. */
  private List<Finding> failed(@Nullable Throwable cause) {
    return switch (cause) {
      case GatewayUnavailableException e -> failed(String.valueOf(e.getMessage()));
      case StorageUnavailableException e -> failed(String.valueOf(e.getMessage()));
      case UncheckedIOException e -> failed(String.valueOf(e.getMessage()));
      case null -> failed("the check failed");
      default -> failed("the check failed with " + cause.getClass().getSimpleName());
    };
  }

  private List<Finding> failed(String why) {
    return List.of(area.fault("not_reached", why, away));
  }
}
