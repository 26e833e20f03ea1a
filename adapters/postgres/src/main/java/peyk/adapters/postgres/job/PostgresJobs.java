package peyk.adapters.postgres.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.base.Storage;
import peyk.application.job.Job;
import peyk.application.job.Job.Next;
import peyk.application.job.Worker;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.job.JobRetryPolicy;
import peyk.domain.time.ClusterTime;

/**
 * Runs the durable jobs, of which each has a row in {@code scheduled_tasks} while there is
 * something to do. Whichever process takes a row works on it alone; the first due come first.
 */
public final class PostgresJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresJobs.class);

  /** Signals that come faster than this share one poll. */
  private static final Duration POLL_PAUSE = Duration.ofMillis(3);

  private static final Duration UNTIL_SIGNALLED = Duration.ofDays(1);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  /** A kind of job that this version does not know may be one of the next. */
  private static final Duration NEVER = Duration.ofDays(100 * 365);

  private static final Duration OUTAGE_POLL = Duration.ofSeconds(1);

  private final Storage storage;
  private final JobSignal signal;
  private final JobRows rows;
  private final ClusterTime clock;
  private final RandomGenerator random;
  private final JobMeters meters;
  private final Duration pollInterval;
  private final Scheduler scheduler;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Worker poller;

  /**
   * Takes up jobs at once.
   *
   * @param random makes the pauses after failures uneven
   */
  public PostgresJobs(
      Storage storage,
      JobSignal signal,
      ClusterTime clock,
      List<Job> jobs,
      JobsConfig config,
      RandomGenerator random,
      MeterRegistry metrics) {
    this.storage = storage;
    this.signal = signal;
    this.rows = new JobRows(storage);
    this.clock = clock;
    this.random = random;
    this.meters = new JobMeters(metrics);
    this.pollInterval = config.pollInterval();
    this.scheduler =
        Scheduler.create(storage.pool(), jobs.stream().<Task<?>>map(this::task).toList())
            .schedulerName(
                new SchedulerName.Fixed(
                    ProcessHandle.current().pid() + "-" + Long.toHexString(random.nextLong())))
            .clock(clock::now)
            .serializer(new TextSerializer())
            .threads(config.threads())
            .executorService(threads)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(config.pollInterval())
            .heartbeatInterval(config.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_TIMEOUT)
            .failureLogging(LogLevel.OFF, false)
            .deleteUnresolvedAfter(NEVER)
            .addSchedulerListener(new PauseDuringOutages())
            .build();
    scheduler.start();
    poller =
        Worker.start("jobs-poller", this::poll, failure -> log.error("polling failed", failure));
    signal.listen(poller::signal);
    // for a pause that nobody signalled
    poller.signal();
  }

  private Task<String> task(Job job) {
    return Tasks.custom(job.kind().word(), String.class)
        .onFailure(this::retry)
        .onDeadExecution(this::revive)
        .execute((task, context) -> run(job, task, context.getExecution()));
  }

  private Duration poll() throws InterruptedException {
    if (isPaused()) {
      if (!storage.isUp()) {
        return OUTAGE_POLL;
      }
      log.info("jobs resumed");
      scheduler.resume();
    }
    scheduler.triggerCheckForDueExecutions();
    Thread.sleep(POLL_PAUSE);
    return UNTIL_SIGNALLED;
  }

  private CompletionHandler<String> run(Job job, TaskInstance<String> task, Execution run) {
    var seen = rows.wakeups(run);
    if (seen.isEmpty()) {
      return (complete, operations) -> {};
    }
    var data = task.getData();
    var next = meters.timed(job.kind(), () -> job.run(data == null ? task.getId() : data));
    return switch (next) {
      case Next.Done() -> (complete, operations) -> finish(run, seen.getAsLong());
      case Next.Again(var pause) ->
          (complete, operations) -> {
            count(run, "again");
            putDown(run, pause, complete, operations);
          };
    };
  }

  private void finish(Execution run, long wakeupsSeen) {
    count(run, "done");
    try {
      if (!rows.delete(run, wakeupsSeen) && rows.requeue(run, clock.now())) {
        signal.fire();
      }
    } catch (StorageUnavailableException e) {
      logStillHeld(run);
    }
  }

  private void putDown(
      Execution run,
      Duration pause,
      ExecutionComplete complete,
      ExecutionOperations<String> operations) {
    try {
      operations.reschedule(complete, clock.now().plus(pause));
      if (pause.compareTo(pollInterval) < 0) {
        pollAfter(pause);
      }
    } catch (RuntimeException e) {
      logStillHeld(run);
    }
  }

  /** A pause shorter than the poll interval would be that long otherwise. */
  private void pollAfter(Duration pause) {
    CompletableFuture.delayedExecutor(Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS)
        .execute(signal::fire);
  }

  /** It will be taken over like that of a process that died, and run once more. */
  private static void logStillHeld(Execution run) {
    log.warn("job not put down kind={} instance={}", run.getTaskName(), run.getId());
  }

  private void retry(ExecutionComplete complete, ExecutionOperations<String> operations) {
    var run = complete.getExecution();
    count(run, "failed");
    var pause = JobRetryPolicy.PAUSES.pause(run.consecutiveFailures + 1, random);
    var cause = complete.getCause().orElse(null);
    if (cause instanceof GatewayUnavailableException
        || cause instanceof StorageUnavailableException) {
      log.warn(
          "job failed kind={} instance={} failures={} retryIn={} reason={}",
          run.getTaskName(),
          run.getId(),
          run.consecutiveFailures + 1,
          pause,
          cause.getMessage());
    } else {
      log.warn(
          "job failed kind={} instance={} failures={} retryIn={}",
          run.getTaskName(),
          run.getId(),
          run.consecutiveFailures + 1,
          pause,
          cause);
    }
    remember(run, JobErrors.of(complete.getCause()));
    putDown(run, pause, complete, operations);
  }

  private void remember(Execution run, String error) {
    try {
      rows.failed(run, error);
    } catch (StorageUnavailableException e) {
      log.warn("job's error not stored kind={} instance={}", run.getTaskName(), run.getId());
    }
  }

  private void revive(ExecutionComplete complete, ExecutionOperations<String> operations) {
    var run = complete.getExecution();
    remember(run, JobErrors.DIED);
    try {
      operations.reschedule(complete, clock.now());
    } catch (RuntimeException e) {
      log.debug("another process was faster, or it will be tried again", e);
      return;
    }
    log.warn("job taken over kind={} instance={}", run.getTaskName(), run.getId());
    signal.fire();
  }

  private void count(Execution run, String outcome) {
    meters.count(run.getTaskName(), outcome);
  }

  boolean isPaused() {
    return scheduler.getSchedulerState().isPaused();
  }

  /** Stops taking jobs, waits for those that run, and leaves the others to other processes. */
  @Override
  public void close() {
    signal.listen(() -> {});
    poller.close();
    scheduler.stop();
  }

  /** Without a database polling for jobs would only fill the log. */
  private final class PauseDuringOutages extends AbstractSchedulerListener {
    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
      if (event == SchedulerEventType.UNEXPECTED_ERROR && !isPaused() && !storage.isUp()) {
        log.warn("jobs paused: the database cannot be asked");
        scheduler.pause();
        signal.fire();
      }
    }
  }
}
