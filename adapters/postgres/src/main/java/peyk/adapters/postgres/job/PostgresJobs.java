package peyk.adapters.postgres.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
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
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.base.Storage;
import peyk.application.job.Job;
import peyk.application.job.Job.Next;
import peyk.application.job.Worker;
import peyk.application.monitoring.Spans;
import peyk.domain.StorageUnavailableException;
import peyk.domain.job.FailedJob;
import peyk.domain.job.JobRetryPolicy;
import peyk.domain.time.ClusterTime;

/**
 * Runs the durable jobs, of which each has a row in {@code scheduled_tasks} while there is
 * something to do. Whichever process takes a row works on it alone; the first due of its {@link
 * JobShare} come first. A job that fails too often for other reasons than an outage is parked.
 */
public final class PostgresJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresJobs.class);

  /** Signals that come faster than this share one poll. */
  private static final Duration POLL_PAUSE = Duration.ofMillis(3);

  /**
   * A share takes as many jobs as it has threads free. Its limit would not hold in a single
   * statement, whose subquery Postgres may run once for each row.
   */
  private static final JdbcCustomization LOCK_THEN_UPDATE =
      new PostgreSqlJdbcCustomization(true, false);

  /** The poller asks for all shares at once, so the schedulers hardly look by themselves. */
  private static final int OWN_POLLS = 60;

  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  /** A kind of job that this version does not know may be one of the next. */
  private static final Duration NEVER = Duration.ofDays(100 * 365);

  private static final Duration OUTAGE_POLL = Duration.ofSeconds(1);

  /** As in the database's function {@code wake_jobs}. */
  private static final Duration PARKED_PAUSE = Duration.ofMinutes(1);

  private final Storage storage;
  private final JobSignal signal;
  private final JobRows rows;
  private final ClusterTime clock;
  private final RandomGenerator random;
  private final JobMeters meters;
  private final Duration pollInterval;
  private final JobRetryPolicy retries;
  private final FailureLog failures;
  private final Map<JobShare, Scheduler> schedulers = new EnumMap<>(JobShare.class);
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
    this.retries = new JobRetryPolicy(config.mostTries());
    this.failures = new FailureLog(clock);
    var name = ProcessHandle.current().pid() + "-" + Long.toHexString(random.nextLong());
    jobs.stream()
        .collect(Collectors.groupingBy(job -> JobShare.of(job.kind())))
        .forEach((share, own) -> schedulers.put(share, scheduler(name, share, own, config)));
    schedulers.values().forEach(Scheduler::start);
    poller =
        Worker.start("jobs-poller", this::poll, failure -> log.error("polling failed", failure));
    signal.listen(poller::signal);
    // for a pause that nobody signalled
    poller.signal();
  }

  private Scheduler scheduler(String name, JobShare share, List<Job> jobs, JobsConfig config) {
    return Scheduler.create(storage.pool(), jobs.stream().<Task<?>>map(this::task).toList())
        .schedulerName(new SchedulerName.Fixed(name))
        .tableName(share.view())
        .jdbcCustomization(LOCK_THEN_UPDATE)
        .clock(clock::now)
        .serializer(new TextSerializer())
        .threads(share.threads(config.threads()))
        .executorService(Executors.newVirtualThreadPerTaskExecutor())
        .pollUsingLockAndFetch(0.5, 1.0)
        .pollingInterval(config.pollInterval().multipliedBy(OWN_POLLS))
        .heartbeatInterval(config.heartbeat())
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(SHUTDOWN_TIMEOUT)
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

  private Duration poll() throws InterruptedException {
    if (isPaused()) {
      if (!storage.isUp()) {
        return OUTAGE_POLL;
      }
      log.info("jobs resumed");
      schedulers.values().forEach(Scheduler::resume);
    }
    for (var share : due()) {
      Optional.ofNullable(schedulers.get(share)).ifPresent(Scheduler::triggerCheckForDueExecutions);
    }
    Thread.sleep(POLL_PAUSE);
    return pollInterval;
  }

  /** Without a database all of them are asked, so that they notice the outage. */
  private Collection<JobShare> due() {
    try {
      return JobShare.due(storage, clock.now());
    } catch (StorageUnavailableException e) {
      return schedulers.keySet();
    }
  }

  private CompletionHandler<String> run(Job job, TaskInstance<String> task, Execution run) {
    var seen = rows.wakeups(run);
    if (seen.isEmpty()) {
      return (complete, operations) -> {};
    }
    return switch (next(job, task, seen.getAsLong())) {
      case Next.Done() -> (complete, operations) -> finish(run, seen.getAsLong());
      case Next.Again(var pause) ->
          (complete, operations) -> {
            count(run, "again");
            putDown(run, clock.now().plus(pause), complete, operations);
          };
    };
  }

  private Next next(Job job, TaskInstance<String> task, long wakeupsSeen) {
    var data = task.getData();
    try (var span = Spans.beginJob(job.kind().word(), task.getId())) {
      try {
        return meters.timed(job.kind(), () -> job.run(data == null ? task.getId() : data));
      } catch (RuntimeException e) {
        span.fail();
        throw new FailedRun(wakeupsSeen, e);
      }
    }
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
      Instant next,
      ExecutionComplete complete,
      ExecutionOperations<String> operations) {
    try {
      operations.reschedule(complete, next);
      var pause = Duration.between(clock.now(), next);
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
    var failed = FailedRun.of(complete.getCause());
    var error = JobErrors.of(failed.reason());
    var isOutage = FailureLog.isOutage(failed.getCause());
    int refusals = remember(run, error, isOutage ? 0 : 1);
    if (retries.isParked(isOutage, refusals)) {
      failures.parked(run, refusals, error);
      putDown(run, FailedJob.PARKED, complete, operations);
      unpark(run, failed.wakeupsSeen());
      return;
    }
    failures.failed(run, failed.getCause());
    var next = retries.nextRun(run.consecutiveFailures + 1, clock.now(), random);
    putDown(run, next, complete, operations);
  }

  /** Work that came while the last run failed has not been tried. */
  private void unpark(Execution run, long wakeupsSeen) {
    try {
      rows.unpark(run, wakeupsSeen, clock.now().plus(PARKED_PAUSE));
    } catch (StorageUnavailableException e) {
      logStillHeld(run);
    }
  }

  private int remember(Execution run, String error, int refusals) {
    try {
      return rows.failed(run, error, refusals);
    } catch (StorageUnavailableException e) {
      log.warn("job's error not stored kind={} instance={}", run.getTaskName(), run.getId());
      return 0;
    }
  }

  private void revive(ExecutionComplete complete, ExecutionOperations<String> operations) {
    var run = complete.getExecution();
    remember(run, JobErrors.DIED, 0);
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
    return schedulers.values().stream().anyMatch(one -> one.getSchedulerState().isPaused());
  }

  /** Stops taking jobs, waits for those that run, and leaves the others to other processes. */
  @Override
  public void close() {
    signal.listen(() -> {});
    poller.close();
    stopTogether();
  }

  /** At the same time, because each waits for its running jobs. */
  private void stopTogether() {
    var stopping =
        schedulers.values().stream().map(one -> Thread.ofVirtual().start(one::stop)).toList();
    try {
      for (var thread : stopping) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without a database polling for jobs would only fill the log. */
  private final class PauseDuringOutages extends AbstractSchedulerListener {
    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
      if (event == SchedulerEventType.UNEXPECTED_ERROR && !isPaused() && !storage.isUp()) {
        log.warn("jobs paused: the database cannot be asked");
        schedulers.values().forEach(Scheduler::pause);
        signal.fire();
      }
    }
  }
}
