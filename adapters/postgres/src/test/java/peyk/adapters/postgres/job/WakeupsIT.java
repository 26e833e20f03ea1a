package peyk.adapters.postgres.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.AtOnce;
import peyk.domain.job.JobKind;

class WakeupsIT {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final JobKind KIND = JobKind.UPDATE_DEVICE;
  private static final Instant NOW = Replicas.START;
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void a_job_begins_when_it_is_due() {
    wake(LATER);
    assertThat(due()).isEqualTo(LATER);
    assertThat(wakeups()).isEqualTo(1);
  }

  @Test
  void a_job_that_waits_keeps_its_pause() {
    wake(LATER);
    wake(NOW);
    assertThat(due()).isEqualTo(LATER);
    assertThat(wakeups()).isEqualTo(2);
  }

  @Test
  void a_job_that_waits_begins_at_once_for_who_is_in_a_hurry() {
    wake(LATER);
    hurry(NOW);
    assertThat(due()).isEqualTo(NOW);
    hurry(LATER);
    assertThat(due()).isEqualTo(NOW);
    assertThat(wakeups()).isEqualTo(3);
  }

  @Test
  void a_job_that_failed_keeps_its_pause_whoever_is_in_a_hurry() {
    wake(LATER);
    set("consecutive_failures = 1, last_failure = '" + NOW + "'");
    hurry(NOW);
    assertThat(due()).isEqualTo(LATER);
  }

  @Test
  void a_job_that_runs_is_left_as_it_is() {
    wake(NOW.plus(Duration.ofHours(1)));
    set("picked = TRUE");
    wake(NOW);
    hurry(NOW);
    assertThat(due()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(wakeups()).isEqualTo(3);
  }

  @Test
  void a_long_pause_after_a_run_holds() {
    wake(NOW.plus(Duration.ofHours(1)));
    set("last_success = '" + NOW + "'");
    wake(NOW);
    assertThat(due()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void a_pause_that_was_set_while_the_clock_was_ahead_does_not() {
    wake(NOW.plus(Duration.ofHours(1)));
    set("last_success = '" + NOW.minusSeconds(60) + "', last_failure = '" + LATER + "'");
    wake(NOW);
    assertThat(due()).isEqualTo(NOW);
  }

  @Test
  void a_job_that_was_woken_while_the_clock_was_ahead_does_not_sleep() {
    wake(NOW.plus(Duration.ofHours(1)));
    wake(NOW);
    assertThat(due()).isEqualTo(NOW);
  }

  @Test
  void who_wakes_the_same_jobs_in_another_order_does_not_wait_in_a_circle() {
    var many = new ArrayList<String>();
    for (int i = 1; i <= 40; i++) {
      many.add(Integer.toString(i));
    }
    AtOnce.run(
        8,
        number -> {
          for (int i = 0; i < 20; i++) {
            wakeAll(number % 2 == 0 ? REPLICAS.one() : REPLICAS.other(), number, many);
          }
          return number;
        });
    assertThat(REPLICAS.texts("SELECT DISTINCT wakeups FROM scheduled_tasks"))
        .containsExactly("160");
  }

  /** Some wake all at once, others one after another by number. */
  private static void wakeAll(PostgresDatabase replica, int number, List<String> instances) {
    replica
        .jdbi()
        .useTransaction(transaction -> {
          if (number < 4) {
            transaction
                .createUpdate("SELECT wake_jobs(:kind, :instances, :due)")
                .bind("kind", KIND.word())
                .bind("instances", Columns.texts(instances.reversed()))
                .bind("due", Columns.time(NOW))
                .execute();
          } else {
            instances.forEach(instance -> Wakeups.wake(transaction, KIND, instance, NOW));
          }
        });
  }

  private static void wake(Instant due) {
    REPLICAS.one().jdbi().useHandle(handle -> Wakeups.wake(handle, KIND, "7", due));
  }

  private static void hurry(Instant due) {
    REPLICAS.one().jdbi().useHandle(handle -> Wakeups.hurry(handle, KIND, "7", due));
  }

  private static void set(String columns) {
    REPLICAS.execute("UPDATE scheduled_tasks SET " + columns);
  }

  private static Instant due() {
    return REPLICAS.due(KIND, "7").orElseThrow();
  }

  private static int wakeups() {
    return REPLICAS.wakeups(KIND, "7");
  }
}
