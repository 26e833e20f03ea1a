package peyk.adapters.postgres.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.JobsConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.device.Patches;
import peyk.application.job.Job;
import peyk.application.job.Job.Next;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.FailedJobRepository.Retry;
import peyk.domain.job.FailedJobRepository.Selection;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerEvent;

class PostgresJobsIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration RARELY = Duration.ofMinutes(10);

  /** A process is dead after four of these. */
  private static final Duration HEARTBEAT = Duration.ofMillis(250);

  private static final int MOST_TRIES = 5;

  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DevicePatch PATCH = new DevicePatch(Map.of("a", "1"), List.of());
  private static final Next DONE = new Next.Done();
  private static final String HELD = "SELECT task_instance FROM scheduled_tasks WHERE picked";

  private static PostgresDatabase one;
  private static PostgresDatabase other;

  private final Map<String, Long> countedBefore = new HashMap<>();
  private final List<PostgresJobs> started = new ArrayList<>();
  private final MeterRegistry metrics = Metrics.globalRegistry();

  @BeforeAll
  static void open() {
    one = DATABASE.open();
    other = DATABASE.open();
  }

  @BeforeEach
  void clear() {
    DATABASE.clear(one);
    List.of("done", "again", "failed").forEach(o -> countedBefore.put(o, counted(o)));
  }

  @AfterEach
  void stop() {
    started.forEach(PostgresJobs::close);
  }

  @Test
  void a_job_that_is_woken_runs_at_once_and_is_gone_when_it_is_done() {
    var ran = new ConcurrentLinkedQueue<String>();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              ran.add(instance);
              return DONE;
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("the row is gone", () -> rows().isEmpty());
    assertThat(ran).containsExactly("7");
  }

  @Test
  void a_job_that_another_process_wakes_is_found_by_looking() {
    var ran = new CountDownLatch(1);
    start(
        one,
        Duration.ofMillis(50),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              ran.countDown();
              return DONE;
            }));
    other.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.await(ran);
  }

  @Test
  void everything_that_wakes_a_job_is_heard_at_once() {
    var ran = ConcurrentHashMap.<String>newKeySet();
    start(
        one,
        RARELY,
        Stream.of(JobKind.UPDATE_DEVICE, JobKind.WELCOME_ACCOUNT)
            .map(kind ->
                job(
                    kind,
                    instance -> {
                      ran.add(kind.word() + " " + instance);
                      return DONE;
                    }))
            .toArray(Job[]::new));
    one.eventInbox().store(List.of(new TrackerEvent(1, new DeviceId(1), Instant.EPOCH, "a")));
    one.welcomes().begin(new Login("09120000001"));
    var claims = one.deviceClaims();
    claims.settle(
        claims
            .open(claims.find(new DeviceId(2)), new AccountId(5), Optional.empty(), Instant.EPOCH)
            .orElseThrow());
    Eventually.until("all have run", () -> ran.size() == 3);
    assertThat(ran)
        .containsExactlyInAnyOrder(
            "update-device 1", "welcome-account 09120000001", "update-device 2");
  }

  @Test
  void what_is_stored_while_a_job_is_finishing_is_not_stranded() {
    var reading = new CountDownLatch(1);
    var stored = new CountDownLatch(1);
    var seen = new ConcurrentLinkedQueue<Integer>();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              seen.add(carryOut());
              reading.countDown();
              Eventually.await(stored);
              return DONE;
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.await(reading);
    other.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    stored.countDown();
    Eventually.until("the second run", () -> rows().isEmpty());
    assertThat(seen).containsExactly(1, 1);
  }

  @Test
  void who_wakes_a_job_and_commits_only_after_it_has_finished_is_waited_for() {
    var seen = new ConcurrentLinkedQueue<Integer>();
    try (var waker = other.jdbi().open()) {
      start(
          one,
          RARELY,
          job(
              JobKind.UPDATE_DEVICE,
              instance -> {
                seen.add(carryOut());
                if (seen.size() == 1) {
                  addWithoutCommit(waker);
                }
                return DONE;
              }));
      one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
      Eventually.until("the end of the job waits for the waker", this::isAnyoneWaitingForALock);
      assertThat(seen).containsExactly(1);
      waker.commit();
    }
    Eventually.until("the second run", () -> rows().isEmpty());
    assertThat(seen).containsExactly(1, 1);
  }

  @Test
  void who_wakes_a_job_and_thinks_better_of_it_does_not_make_it_run_again() {
    var seen = new ConcurrentLinkedQueue<Integer>();
    try (var waker = other.jdbi().open()) {
      start(
          one,
          RARELY,
          job(
              JobKind.UPDATE_DEVICE,
              instance -> {
                seen.add(carryOut());
                addWithoutCommit(waker);
                return DONE;
              }));
      one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
      Eventually.until("the end of the job waits for the waker", this::isAnyoneWaitingForALock);
      waker.rollback();
    }
    Eventually.until("the job is done", () -> rows().isEmpty());
    assertThat(seen).containsExactly(1);
  }

  @Test
  void no_wake_up_is_lost_however_many_race_with_the_end_of_the_job() {
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              carryOut();
              return DONE;
            }));
    start(
        other,
        Duration.ofMillis(20),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              carryOut();
              return DONE;
            }));
    AtOnce.run(
        8,
        number -> {
          for (int i = 0; i < 100; i++) {
            (number % 2 == 0 ? one : other).deviceChanges(Commands.policy()).add(DEVICE, PATCH);
          }
          return number;
        });
    Eventually.until(
        "all patches are carried out and the job is done",
        () ->
            rows().isEmpty() && one.deviceChanges(Commands.policy()).waiting(DEVICE, 1).isEmpty());
  }

  @Test
  void a_job_that_asks_for_another_run_gets_it_after_its_pause() {
    var starts = new ConcurrentLinkedQueue<Instant>();
    start(
        one,
        Duration.ofMillis(20),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              starts.add(Instant.now());
              return starts.size() == 1 ? new Next.Again(Duration.ofMillis(300)) : DONE;
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it is done", () -> rows().isEmpty());
    assertThat(starts).hasSize(2);
    var times = List.copyOf(starts);
    assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void a_pause_holds_even_if_somebody_wakes_the_job() {
    start(one, RARELY, job(JobKind.UPDATE_DEVICE, instance -> new Next.Again(Duration.ofHours(1))));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it pauses", () -> isWaitingUntilAfter(Duration.ofMinutes(50)));
    var paused = rows();
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    assertThat(rows()).isEqualTo(paused);
  }

  @Test
  void a_job_that_fails_is_tried_again_later_each_time() {
    var runs = new AtomicInteger();
    start(
        one,
        Duration.ofMillis(20),
        job(
            JobKind.UPDATE_DEVICE,
            instance ->
                switch (runs.incrementAndGet()) {
                  case 1 -> throw new GatewayUnavailableException("Traccar is away");
                  case 2 -> throw new IllegalStateException("a bug");
                  default -> DONE;
                }));
    var began = Instant.now();
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it is done", () -> rows().isEmpty());
    assertThat(runs).hasValue(3);
    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
    assertThat(runsCounted("failed")).isEqualTo(2);
    assertThat(runsCounted("done")).isEqualTo(1);
  }

  @Test
  void why_a_job_failed_is_remembered_and_no_more_than_may_be_told() {
    var runs = new AtomicInteger();
    start(
        one,
        Duration.ofMillis(20),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              throw runs.incrementAndGet() == 1
                  ? new GatewayUnavailableException("Traccar is away")
                  : new IllegalStateException("the password is 1234");
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it fails", () -> errors().contains("Traccar is away"));
    Eventually.until("it fails in another way", () -> errors().contains("IllegalStateException"));
    Eventually.until(
        "both failures are counted",
        () ->
            one.failedJobs().list(Selection.ALL, 10).stream()
                .anyMatch(failed -> failed.instance().equals("7") && failed.failures() > 1));
  }

  @Test
  void an_error_is_remembered_up_to_a_length() {
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              throw new GatewayUnavailableException("x".repeat(10_000));
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it fails", () -> !errors().isEmpty());
    assertThat(errors()).containsExactly("x".repeat(FailedJobRepository.LONGEST_ERROR));
  }

  @Test
  void a_job_that_does_not_fail_any_more_is_forgotten_as_failed() {
    var runs = new AtomicInteger();
    start(
        one,
        Duration.ofMillis(20),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              if (runs.incrementAndGet() == 1) {
                throw new GatewayUnavailableException("Traccar is away");
              }
              return new Next.Again(Duration.ofHours(1));
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it fails", () -> !errors().isEmpty());
    Eventually.until("it succeeds", () -> isWaitingUntilAfter(Duration.ofMinutes(50)));
    assertThat(one.failedJobs().list(Selection.ALL, 10)).isEmpty();
  }

  @Test
  void a_failed_job_that_is_to_be_tried_again_runs_at_once_and_once() {
    var runs = new AtomicInteger();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              if (runs.incrementAndGet() == 1) {
                throw new GatewayUnavailableException("Traccar is away");
              }
              return DONE;
            }));
    insertDue("7", Instant.now());
    TestDatabase.signal(one).fire();
    Eventually.until("it fails", () -> !errors().isEmpty());
    one.jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE scheduled_tasks SET execution_time = now() + interval '1 hour'"));
    var outcomes = AtOnce.run(8, number -> one.failedJobs().retry(JobKind.UPDATE_DEVICE, "7"));
    Eventually.until("it is done", () -> rows().isEmpty());
    assertThat(outcomes).contains(Retry.DUE);
    assertThat(runs).hasValue(2);
  }

  @Test
  void a_job_that_is_being_tried_is_not_tried_a_second_time_beside_it() {
    var running = new CountDownLatch(2);
    var go = new CountDownLatch(1);
    var runs = new AtomicInteger();
    Function<String, Next> work =
        instance -> {
          running.countDown();
          if (runs.incrementAndGet() == 1) {
            throw new GatewayUnavailableException("Traccar is away");
          }
          Eventually.await(go);
          return DONE;
        };
    start(one, Duration.ofMillis(20), job(JobKind.UPDATE_DEVICE, work));
    start(other, Duration.ofMillis(20), job(JobKind.UPDATE_DEVICE, work));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.await(running);
    assertThat(other.failedJobs().retry(JobKind.UPDATE_DEVICE, "7")).isEqualTo(Retry.RUNNING);
    go.countDown();
    Eventually.until("it is done", () -> rows().isEmpty());
    assertThat(runs).hasValue(2);
    assertThat(other.failedJobs().retry(JobKind.UPDATE_DEVICE, "7")).isEqualTo(Retry.UNKNOWN);
  }

  private static List<String> errors() {
    return one.failedJobs().list(Selection.ALL, 10).stream()
        .flatMap(failed -> failed.error().stream())
        .toList();
  }

  @Test
  void one_instance_runs_once_at_a_time_in_the_whole_cluster() {
    var running = new ConcurrentHashMap<String, AtomicInteger>();
    var most = new AtomicInteger();
    var runs = new AtomicInteger();
    Function<String, Next> work =
        instance -> {
          var now = running.computeIfAbsent(instance, key -> new AtomicInteger());
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          one.deviceChanges(Commands.policy()).waiting(DEVICE, 1);
          now.decrementAndGet();
          return runs.incrementAndGet() < 300 ? new Next.Again(Duration.ZERO) : DONE;
        };
    start(one, Duration.ofMillis(10), job(JobKind.UPDATE_DEVICE, work));
    start(other, Duration.ofMillis(10), job(JobKind.UPDATE_DEVICE, work));
    for (int i = 0; i < 5; i++) {
      one.deviceChanges(Commands.policy()).add(new DeviceId(i), PATCH);
    }
    Eventually.until("all are done", () -> rows().isEmpty());
    assertThat(most).hasValue(1);
    assertThat(runs).hasValueGreaterThanOrEqualTo(300);
  }

  @Test
  void thousands_that_are_due_at_once_all_get_their_turn_the_first_due_first() {
    IntStream.range(0, 3000)
        .forEach(i -> insertDue(Integer.toString(i), Instant.now().minusSeconds(10_000 - i)));
    var order = new ConcurrentLinkedQueue<Integer>();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              order.add(Integer.valueOf(instance));
              return DONE;
            }));
    Eventually.until("all are done", () -> order.size() == 3000 && rows().isEmpty());
    var turns = List.copyOf(order);
    assertThat(IntStream.range(0, 3000).map(i -> Math.abs(turns.get(i) - i)).max().orElseThrow())
        .as("how far anybody was from their turn")
        .isLessThan(1000);
  }

  @Test
  void jobs_that_never_end_do_not_keep_others_from_running() {
    var ran = new CountDownLatch(1);
    start(
        one,
        Duration.ofMillis(50),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              if (instance.equals("quiet")) {
                ran.countDown();
                return DONE;
              }
              return new Next.Again(Duration.ZERO);
            }));
    IntStream.range(0, 100).forEach(i -> insertDue("noisy " + i, Instant.now()));
    insertDue("quiet", Instant.now());
    Eventually.await(ran);
  }

  @Test
  void the_work_of_a_process_that_died_is_taken_over() {
    insertDue("7", Instant.now());
    one.jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                UPDATE scheduled_tasks
                   SET picked = TRUE, picked_by = 'dead', version = 2, last_heartbeat = ?
                """,
                Columns.time(Instant.now())));
    var ran = new CountDownLatch(1);
    start(
        one,
        RARELY,
        HEARTBEAT,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              ran.countDown();
              return DONE;
            }));
    Eventually.await(ran);
    Eventually.until("it is done", () -> rows().isEmpty());
  }

  @Test
  void of_work_that_is_taken_over_it_is_told_that_its_process_died_and_no_older_error() {
    insertDue("7", Instant.now());
    one.jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                UPDATE scheduled_tasks
                   SET picked = TRUE, picked_by = 'dead', version = 2, last_heartbeat = ?,
                       consecutive_failures = 1, last_failure = ?, last_error = 'Traccar is away'
                """,
                Columns.time(Instant.now()),
                Columns.time(Instant.now().minusSeconds(100_000))));
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Function<String, Next> work =
        instance -> {
          running.countDown();
          Eventually.await(go);
          return DONE;
        };
    start(one, RARELY, HEARTBEAT, job(JobKind.UPDATE_DEVICE, work));
    Eventually.await(running);
    assertThat(errors()).containsExactly("its process died");
    go.countDown();
    Eventually.until("it is done", () -> rows().isEmpty());
  }

  @Test
  void a_job_that_takes_long_is_not_taken_over() {
    var runs = new AtomicInteger();
    var go = new CountDownLatch(1);
    Function<String, Next> work =
        instance -> {
          runs.incrementAndGet();
          Eventually.await(go);
          return DONE;
        };
    start(one, Duration.ofMillis(20), HEARTBEAT, job(JobKind.UPDATE_DEVICE, work));
    start(other, Duration.ofMillis(20), HEARTBEAT, job(JobKind.UPDATE_DEVICE, work));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    var heartbeats = ConcurrentHashMap.<String>newKeySet();
    Eventually.until(
        "it outlives what the dead are given",
        () -> {
          heartbeats.addAll(texts("SELECT last_heartbeat FROM scheduled_tasks WHERE picked"));
          return heartbeats.size() > 8;
        });
    go.countDown();
    Eventually.until("it is done", () -> rows().isEmpty());
    assertThat(runs).hasValue(1);
  }

  @Test
  void runs_are_counted_by_kind_and_outcome() {
    var runs = new AtomicInteger();
    start(
        one,
        Duration.ofMillis(20),
        job(
            JobKind.UPDATE_DEVICE,
            instance -> runs.incrementAndGet() < 3 ? new Next.Again(Duration.ZERO) : DONE));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.until("it is done", () -> rows().isEmpty());
    assertThat(runsCounted("again")).isEqualTo(2);
    assertThat(runsCounted("done")).isEqualTo(1);
    assertThat(runsCounted("failed")).isZero();
  }

  @Test
  void a_process_that_stops_lets_its_running_jobs_finish() {
    var running = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    var jobs =
        start(
            one,
            RARELY,
            job(
                JobKind.UPDATE_DEVICE,
                instance -> {
                  running.countDown();
                  Eventually.await(finish);
                  return DONE;
                }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.await(running);
    var closing = Thread.ofVirtual().start(jobs::close);
    started.remove(jobs);
    finish.countDown();
    Eventually.until("it has stopped", () -> !closing.isAlive());
    assertThat(rows()).isEmpty();
  }

  @Test
  void jobs_pause_during_an_outage_and_go_on_after_it() {
    var ran = new CountDownLatch(1);
    var jobs =
        start(
            one,
            Duration.ofMillis(50),
            job(
                JobKind.UPDATE_DEVICE,
                instance -> {
                  ran.countDown();
                  return DONE;
                }));
    DATABASE.goAway();
    try {
      Eventually.until("the jobs pause", jobs::isPaused);
    } finally {
      DATABASE.comeBack();
    }
    Eventually.until("the jobs go on", () -> !jobs.isPaused());
    Eventually.until("the database is up", other::isUp);
    other.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.await(ran);
    Eventually.until("it is done", () -> rows().isEmpty());
  }

  @Test
  void a_pause_that_is_shorter_than_the_distance_of_two_looks_is_not_longer_for_that() {
    var runs = new CountDownLatch(4);
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              runs.countDown();
              return new Next.Again(Duration.ofMillis(20));
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    Eventually.await(runs);
  }

  @Test
  void a_job_that_is_refused_too_often_is_parked_until_it_is_retried_or_gets_new_work() {
    var refused = new AtomicBoolean(true);
    var runs = new AtomicInteger();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              runs.incrementAndGet();
              if (refused.get()) {
                throw new RequestRefusedException("Traccar refused");
              }
              carryOut();
              return DONE;
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    retryUntilParked();
    assertThat(runs.get()).isBetween(MOST_TRIES, MOST_TRIES + 1);

    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    assertThat(one.failedJobs().find(JobKind.UPDATE_DEVICE, "7"))
        .flatMap(FailedJob::nextRun)
        .hasValueSatisfying(next -> assertThat(next).isAfter(one.clock().now()));

    refused.set(false);
    one.failedJobs().retry(JobKind.UPDATE_DEVICE, "7");
    Eventually.until("the row is gone", () -> rows().isEmpty());
  }

  @Test
  void a_job_that_fails_in_an_outage_is_never_parked() {
    var runs = new AtomicInteger();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              runs.incrementAndGet();
              throw new GatewayUnavailableException("Traccar is away");
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);

    Eventually.until(
        "it is tried on and on",
        () -> {
          one.failedJobs().retry(JobKind.UPDATE_DEVICE, "7");
          return runs.get() > 2 * MOST_TRIES;
        });

    assertThat(one.failedJobs().list(new Selection(Optional.empty(), true), 10)).isEmpty();
  }

  @Test
  void a_parked_job_that_is_tried_again_in_an_outage_is_tried_until_the_outage_ends() {
    var away = new AtomicBoolean();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              throw away.get()
                  ? new GatewayUnavailableException("Traccar is away")
                  : new RequestRefusedException("Traccar refused");
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    retryUntilParked();

    away.set(true);
    one.failedJobs().retry(JobKind.UPDATE_DEVICE, "7");

    Eventually.until(
        "it waits for its next try",
        () ->
            one.failedJobs().find(JobKind.UPDATE_DEVICE, "7").stream()
                .anyMatch(job -> job.error().equals(Optional.of("Traccar is away"))));
    Eventually.until("it has been put down", () -> texts(HELD).isEmpty());
    assertThat(one.failedJobs().list(new Selection(Optional.empty(), true), 10)).isEmpty();
  }

  @Test
  void work_that_comes_while_the_last_try_fails_is_tried() {
    var refused = new AtomicInteger();
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              if (refused.incrementAndGet() == MOST_TRIES) {
                one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
              }
              throw new RequestRefusedException("Traccar refused");
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);

    Eventually.until(
        "all tries have failed",
        () -> {
          if (refused.get() < MOST_TRIES) {
            one.failedJobs().retry(JobKind.UPDATE_DEVICE, "7");
          }
          return refused.get() == MOST_TRIES && texts(HELD).isEmpty();
        });
    Eventually.until(
        "it is to run again",
        () ->
            one.failedJobs().find(JobKind.UPDATE_DEVICE, "7").stream()
                .anyMatch(job -> job.nextRun().isPresent()));
  }

  @Test
  void what_a_discarded_job_would_have_done_is_not_done_later() {
    start(
        one,
        RARELY,
        job(
            JobKind.UPDATE_DEVICE,
            instance -> {
              throw new RequestRefusedException("Traccar refused");
            }));
    one.deviceChanges(Commands.policy()).add(DEVICE, PATCH);
    one.eventInbox().store(List.of(new TrackerEvent(1, DEVICE, Instant.EPOCH, "a")));
    retryUntilParked();

    assertThat(one.failedJobs().discard(JobKind.UPDATE_DEVICE, "7"))
        .isEqualTo(FailedJobRepository.Discard.DISCARDED);

    assertThat(one.deviceChanges(Commands.policy()).waiting(DEVICE, 10)).isEmpty();
    assertThat(rows()).isEmpty();
  }

  /** Asks for each try once: a second request could come when the job is parked already. */
  private static void retryUntilParked() {
    var askedAfter = new AtomicInteger();
    Eventually.until(
        "it is parked",
        () -> {
          var job = one.failedJobs().find(JobKind.UPDATE_DEVICE, "7");
          if (job.filter(FailedJob::isParked).isPresent()) {
            return true;
          }
          int failures = job.map(FailedJob::failures).orElse(0);
          if (failures > askedAfter.getAndSet(failures)) {
            one.failedJobs().retry(JobKind.UPDATE_DEVICE, "7");
          }
          return false;
        });
  }

  @Test
  void jobs_that_wait_for_a_slow_traccar_leave_threads_to_other_kinds() {
    var release = new CountDownLatch(1);
    var begun = new AtomicInteger();
    var claimFinished = new CountDownLatch(1);
    start(
        one,
        RARELY,
        job(
            JobKind.READ_USSD,
            instance -> {
              begun.incrementAndGet();
              Eventually.await(release);
              return DONE;
            }),
        job(
            JobKind.FINISH_CLAIM,
            instance -> {
              claimFinished.countDown();
              return DONE;
            }));
    one.jdbi()
        .useTransaction(handle -> {
          for (int lane = 0; lane < 16; lane++) {
            Wakeups.wake(handle, JobKind.READ_USSD, "" + lane, Instant.EPOCH);
          }
        });
    TestDatabase.signal(one).fire();
    Eventually.until("they have all threads that they get", () -> begun.get() == 4);

    wake(JobKind.FINISH_CLAIM, "7");

    Eventually.await(claimFinished);
    assertThat(begun).hasValue(4);
    release.countDown();
  }

  /** Postgres may choose to run the subquery of a statement that takes jobs once for each row. */
  @Test
  void whatever_the_plan_a_share_takes_no_more_jobs_than_it_has_threads() {
    var release = new CountDownLatch(1);
    var begun = new AtomicInteger();
    var names = List.of("hashjoin", "mergejoin", "hashagg", "sort", "material");
    try {
      names.forEach(name -> plan(name, "off"));
      DATABASE.reconnect();
      for (int partition = 0; partition < 16; partition++) {
        wake(JobKind.READ_USSD, "" + partition);
      }
      start(
          one,
          RARELY,
          job(
              JobKind.READ_USSD,
              instance -> {
                begun.incrementAndGet();
                Eventually.await(release);
                return DONE;
              }));
      Eventually.until("jobs are taken", () -> !texts(HELD).isEmpty());
      assertThat(texts(HELD)).hasSize(4);
      Eventually.until("all taken jobs have begun", () -> begun.get() == 4);
    } finally {
      release.countDown();
      names.forEach(name -> plan(name, "on"));
      DATABASE.reconnect();
    }
  }

  private static void plan(String operation, String onOrOff) {
    one.jdbi()
        .useHandle(handle ->
            handle.execute(
                "ALTER DATABASE %s SET enable_%s = %s"
                    .formatted(texts("SELECT current_database()").getFirst(), operation, onOrOff)));
  }

  @Test
  void each_kind_is_in_the_view_of_its_share_alone() {
    for (var kind : JobKind.values()) {
      DATABASE.clear(one);
      one.jdbi().useHandle(handle -> Wakeups.wake(handle, kind, "7", Instant.EPOCH));
      for (var share : JobShare.values()) {
        assertThat(texts("SELECT task_instance FROM " + share.view()))
            .as("%s in %s", kind, share)
            .hasSize(share == JobShare.of(kind) ? 1 : 0);
      }
    }
  }

  private void wake(JobKind kind, String instance) {
    one.jdbi().useHandle(handle -> Wakeups.wake(handle, kind, instance, Instant.EPOCH));
    TestDatabase.signal(one).fire();
  }

  private PostgresJobs start(PostgresDatabase database, Duration pollInterval, Job... jobs) {
    return start(database, pollInterval, Duration.ofSeconds(3), jobs);
  }

  private PostgresJobs start(
      PostgresDatabase database, Duration pollInterval, Duration heartbeat, Job... jobs) {
    var config = new JobsConfig(8, pollInterval, heartbeat, MOST_TRIES);
    var running =
        new PostgresJobs(
            TestDatabase.storage(database),
            TestDatabase.signal(database),
            database.clock(),
            List.of(jobs),
            config,
            new SplittableRandom(started.size()),
            metrics);
    started.add(running);
    return running;
  }

  private static Job job(JobKind kind, Function<String, Next> work) {
    return new Job() {
      @Override
      public JobKind kind() {
        return kind;
      }

      @Override
      public Next run(String instance) {
        return work.apply(instance);
      }
    };
  }

  /** Does what waits for the device, and tells how much that was. */
  private static int carryOut() {
    var waiting = one.deviceChanges(Commands.policy()).waiting(DEVICE, 1000);
    one.deviceChanges(Commands.policy()).complete(DEVICE, Completion.dropped(waiting));
    return waiting.size();
  }

  private static void addWithoutCommit(Handle waker) {
    waker.begin();
    new Patches(Instant::now).add(waker, DEVICE, PATCH);
  }

  private boolean isAnyoneWaitingForALock() {
    return !texts(
            """
            SELECT query
              FROM pg_stat_activity
             WHERE wait_event_type = 'Lock' AND query LIKE '%DELETE FROM scheduled_tasks%'
               AND datname = current_database()
            """)
        .isEmpty();
  }

  private static void insertDue(String instance, Instant due) {
    one.jdbi().useHandle(handle -> Wakeups.wake(handle, JobKind.UPDATE_DEVICE, instance, due));
  }

  private static boolean isWaitingUntilAfter(Duration pause) {
    return !texts(
            """
            SELECT 1
              FROM scheduled_tasks
             WHERE NOT picked AND execution_time > now() + interval '%d s'
            """
                .formatted(pause.toSeconds()))
        .isEmpty();
  }

  private static List<String> rows() {
    return texts(
        "SELECT task_name || ' ' || task_instance || ' ' || execution_time FROM scheduled_tasks");
  }

  private static List<String> texts(String sql) {
    return one.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private long runsCounted(String outcome) {
    return counted(outcome) - countedBefore.get(outcome);
  }

  private long counted(String outcome) {
    return metrics
        .meter(
            Counter.class,
            "peyk_jobs_runs",
            List.of(
                Tag.create("kind", JobKind.UPDATE_DEVICE.word()), Tag.create("outcome", outcome)))
        .map(Counter::count)
        .orElse(0L);
  }
}
