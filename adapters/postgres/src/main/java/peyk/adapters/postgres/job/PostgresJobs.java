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
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.base.Storage;
import peyk.application.job.Job;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.Metric;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.time.Backoff;
import peyk.domain.time.ClusterTime;

/**
 * Runs the durable jobs, of which each has a row in {@code scheduled_tasks} while there is
 * something to do. Whichever process takes a row works on it alone; the first due come first.
 */
public final class PostgresJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresJobs.class);

  /** Signals that come faster than this share one look into the table. */
  private static final Duration LOOK_PAUSE = Duration.ofMillis(3);

  /** A kind of job that this version does not know may be one of the next. */
  private static final Duration NEVER = Duration.ofDays(100 * 365);

  private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  private static final Duration OUTAGE_LOOK = Duration.ofSeconds(1);

  private final Storage storage;
  private final JobSignal signal;
  private final JobRows rows;
  private final ClusterTime clock;
  private final RandomGenerator random;
  private final MeterRegistry metrics;
  private final Duration pollInterval;
  private final Scheduler scheduler;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore signals = new Semaphore(0);
  private final AtomicBoolean paused = new AtomicBoolean();
  private final Thread looker;
  private volatile boolean closed;

  /**
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
    this.metrics = metrics;
    this.pollInterval = config.pollInterval();
    this.looker = Thread.ofVirtual().name("jobs-signal").unstarted(this::lookWhenSignalled);
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
            .missedHeartbeatsLimit(config.missedHeartbeats())
            .shutdownMaxWait(config.farewell())
            .failureLogging(LogLevel.OFF, false)
            .deleteUnresolvedAfter(NEVER)
            .addSchedulerListener(new PauseDuringOutages())
            .build();
  }

  private Task<String> task(Job job) {
    return Tasks.custom(job.kind().word(), String.class)
        .onFailure(this::retry)
        .onDeadExecution(this::revive)
        .execute((task, context) -> run(job, task, context.getExecution()));
  }

  public void start() {
    scheduler.start();
    looker.start();
    signal.listen(this::signal);
  }

  /** Called for everything that is stored: must cost next to nothing. */
  private void signal() {
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  private void lookWhenSignalled() {
    try {
      while (!closed) {
        signals.acquire();
        signals.drainPermits();
        scheduler.triggerCheckForDueExecutions();
        Thread.sleep(LOOK_PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletionHandler<String> run(Job job, TaskInstance<String> task, Execution run) {
    var seen = rows.wakeups(run);
    if (seen.isEmpty()) {
      return (complete, operations) -> {};
    }
    var data = task.getData();
    var next = job.run(data == null ? task.getId() : data);
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
        signal();
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
        lookAfter(pause);
      }
    } catch (RuntimeException e) {
      logStillHeld(run);
    }
  }

  /** A pause shorter than the distance of two looks into the table would be that long otherwise. */
  private void lookAfter(Duration pause) {
    CompletableFuture.delayedExecutor(Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS)
        .execute(this::signal);
  }

  /** It will be taken over like that of a process that died, and run once more. */
  private static void logStillHeld(Execution run) {
    log.warn("job not put down kind={} instance={}", run.getTaskName(), run.getId());
  }

  private void retry(ExecutionComplete complete, ExecutionOperations<String> operations) {
    var run = complete.getExecution();
    count(run, "failed");
    var pause = RETRY.pause(run.consecutiveFailures + 1, random);
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
    signal();
  }

  private void count(Execution run, String outcome) {
    metrics
        .getOrCreate(
            Counter.builder(Metric.JOBS_RUNS.id())
                .description(Metric.JOBS_RUNS.description())
                .tags(
                    List.of(Tag.create("kind", run.getTaskName()), Tag.create("outcome", outcome))))
        .increment();
  }

  boolean isPaused() {
    return scheduler.getSchedulerState().isPaused();
  }

  /** Stops taking jobs, waits for those that run, and leaves the others to other processes. */
  @Override
  public void close() {
    closed = true;
    signal.listen(() -> {});
    looker.interrupt();
    scheduler.stop();
  }

  /** Without a database looking for jobs every second would only fill the log. */
  private final class PauseDuringOutages extends AbstractSchedulerListener {
    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
      if (event == SchedulerEventType.UNEXPECTED_ERROR
          && !closed
          && !storage.isUp()
          && paused.compareAndSet(false, true)) {
        log.warn("jobs paused: the database cannot be asked");
        scheduler.pause();
        Thread.ofVirtual().name("jobs-outage").start(this::resumeWhenUp);
      }
    }

    private void resumeWhenUp() {
      try {
        while (!closed && !storage.isUp()) {
          Thread.sleep(OUTAGE_LOOK);
        }
        log.info("jobs resumed");
        scheduler.resume();
        paused.set(false);
        signal();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
