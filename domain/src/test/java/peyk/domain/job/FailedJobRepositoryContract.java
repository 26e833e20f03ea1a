package peyk.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.job.FailedJobRepository.Discard;
import peyk.domain.job.FailedJobRepository.Retry;
import peyk.domain.job.FailedJobRepository.Selection;

/** What every {@link FailedJobRepository} does, whatever it is made of. */
public abstract class FailedJobRepositoryContract {
  private static final JobKind KIND = JobKind.UPDATE_DEVICE;

  /** Empty at first. */
  protected abstract FailedJobRepository jobs();

  protected abstract Instant now();

  /** A run of the job ends like this. */
  protected abstract void fail(FailedJob job);

  /** A run of a job that failed before begins. */
  protected abstract void begin(JobKind kind, String instance);

  /** The run that was begun ends well, and the job is to run again some time. */
  protected abstract void succeed(JobKind kind, String instance);

  /** A job that has not failed waits. */
  protected abstract void want(JobKind kind, String instance);

  @Test
  void a_job_that_failed_is_told_with_all_that_is_known() {
    var job = failed("7", 1);
    fail(job);
    assertThat(jobs().list(Selection.ALL, 10)).containsExactly(job);
    assertThat(jobs().find(KIND, "7")).contains(job);
    assertThat(jobs().find(KIND, "8")).isEmpty();
    assertThat(jobs().find(JobKind.PROVISION, "7")).isEmpty();
  }

  @Test
  void what_was_wrong_need_not_be_known() {
    var job = new FailedJob(KIND, "7", 2, now(), Optional.of(now()), Optional.empty());
    fail(job);
    assertThat(jobs().list(Selection.ALL, 10)).containsExactly(job);
  }

  @Test
  void a_job_that_waits_has_not_failed() {
    want(KIND, "7");
    assertThat(jobs().list(Selection.ALL, 10)).isEmpty();
    assertThat(jobs().find(KIND, "7")).isEmpty();
    assertThat(jobs().retry(KIND, "7")).isEqualTo(Retry.UNKNOWN);
  }

  @Test
  void the_one_that_failed_last_comes_first() {
    fail(failed("1", 3));
    fail(failed("2", 1));
    fail(failed("3", 2));
    assertThat(instances(10)).containsExactly("2", "3", "1");
    assertThat(instances(2)).containsExactly("2", "3");
  }

  @Test
  void after_a_success_nothing_is_left_of_a_failure() {
    fail(failed("7", 1));
    begin(KIND, "7");
    succeed(KIND, "7");
    assertThat(jobs().list(Selection.ALL, 10)).isEmpty();
    assertThat(jobs().retry(KIND, "7")).isEqualTo(Retry.UNKNOWN);
  }

  @Test
  void a_job_that_is_to_be_tried_again_is_due_at_once() {
    fail(failed("7", 1));
    fail(failed("8", 1));
    assertThat(jobs().retry(KIND, "7")).isEqualTo(Retry.DUE);
    assertThat(jobs().find(KIND, "7")).flatMap(FailedJob::nextRun).contains(now());
    assertThat(jobs().find(KIND, "7")).map(FailedJob::failures).contains(3);
    assertThat(jobs().find(KIND, "8")).contains(failed("8", 1));
  }

  @Test
  void a_job_that_is_due_already_does_not_lose_its_place() {
    var due = now().minusSeconds(5);
    fail(new FailedJob(KIND, "7", 1, now().minusSeconds(9), Optional.of(due), Optional.empty()));
    assertThat(jobs().retry(KIND, "7")).isEqualTo(Retry.DUE);
    assertThat(jobs().find(KIND, "7")).flatMap(FailedJob::nextRun).contains(due);
  }

  @Test
  void a_job_that_is_running_is_left_as_it_is() {
    fail(failed("7", 1));
    begin(KIND, "7");
    var before = jobs().find(KIND, "7");
    assertThat(before).isPresent();
    assertThat(jobs().retry(KIND, "7")).isEqualTo(Retry.RUNNING);
    assertThat(jobs().find(KIND, "7")).isEqualTo(before);
  }

  @Test
  void nobody_else_is_tried_again_whatever_is_asked() {
    fail(failed("7", 1));
    assertThat(jobs().retry(KIND, "70")).isEqualTo(Retry.UNKNOWN);
    assertThat(jobs().retry(KIND, "a\0b\uD800")).isEqualTo(Retry.UNKNOWN);
    assertThat(jobs().retry(JobKind.PROVISION, "7")).isEqualTo(Retry.UNKNOWN);
    assertThat(jobs().list(Selection.ALL, 10)).containsExactly(failed("7", 1));
  }

  @Test
  void a_parked_job_has_no_next_run_until_it_is_tried_again() {
    fail(parked(KIND, "7"));
    assertThat(jobs().find(KIND, "7")).contains(parked(KIND, "7"));

    assertThat(jobs().retry(KIND, "7")).isEqualTo(Retry.DUE);

    assertThat(jobs().find(KIND, "7")).flatMap(FailedJob::nextRun).contains(now());
  }

  @Test
  void jobs_are_selected_by_kind_and_by_being_parked() {
    fail(failed("1", 1));
    fail(parked(KIND, "2"));
    fail(parked(JobKind.PROVISION, "3"));
    assertThat(selected(Optional.empty(), true)).containsExactlyInAnyOrder("2", "3");
    assertThat(selected(Optional.of(KIND), false)).containsExactlyInAnyOrder("1", "2");
    assertThat(selected(Optional.of(KIND), true)).containsExactly("2");
  }

  @Test
  void jobs_are_counted_by_kind_and_state() {
    fail(failed("1", 1));
    fail(parked(KIND, "2"));
    fail(parked(KIND, "3"));
    fail(failed("4", 1));
    begin(KIND, "4");
    assertThat(jobs().counts())
        .containsExactlyInAnyOrder(
            new JobCount(KIND, JobCount.State.FAILING, 1),
            new JobCount(KIND, JobCount.State.PARKED, 2),
            new JobCount(KIND, JobCount.State.RUNNING, 1));
  }

  @Test
  void many_are_tried_again_at_once_but_none_that_runs() {
    fail(parked(KIND, "1"));
    fail(parked(KIND, "2"));
    fail(parked(JobKind.PROVISION, "3"));
    begin(KIND, "2");

    assertThat(jobs().retryAll(new Selection(Optional.of(KIND), true), 10)).isEqualTo(1);

    assertThat(jobs().find(KIND, "1")).flatMap(FailedJob::nextRun).contains(now());
    assertThat(jobs().find(JobKind.PROVISION, "3")).map(FailedJob::isParked).contains(true);
    assertThat(jobs().retryAll(Selection.ALL, 1)).isEqualTo(1);
  }

  @Test
  void a_discarded_job_is_gone() {
    fail(parked(KIND, "7"));
    fail(failed("8", 1));
    begin(KIND, "8");
    assertThat(jobs().discard(KIND, "7")).isEqualTo(Discard.DISCARDED);
    assertThat(jobs().discard(KIND, "7")).isEqualTo(Discard.UNKNOWN);
    assertThat(jobs().discard(KIND, "8")).isEqualTo(Discard.RUNNING);
    assertThat(jobs().find(KIND, "7")).isEmpty();
    assertThat(jobs().find(KIND, "8")).isPresent();
  }

  private List<String> selected(Optional<JobKind> kind, boolean parkedOnly) {
    return jobs().list(new Selection(kind, parkedOnly), 10).stream()
        .map(FailedJob::instance)
        .toList();
  }

  private FailedJob parked(JobKind kind, String instance) {
    return new FailedJob(
        kind, instance, 20, now().minusSeconds(60), Optional.empty(), Optional.of("refused"));
  }

  private FailedJob failed(String instance, int minutesAgo) {
    return new FailedJob(
        KIND,
        instance,
        3,
        now().minus(Duration.ofMinutes(minutesAgo)),
        Optional.of(now().plusSeconds(30)),
        Optional.of("Traccar is away"));
  }

  private List<String> instances(int atMost) {
    return jobs().list(Selection.ALL, atMost).stream().map(FailedJob::instance).toList();
  }
}
