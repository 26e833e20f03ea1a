package peyk.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;

/** What every {@link ScheduleRepository} does, whatever it is made of. */
public abstract class ScheduleRepositoryContract {
  private static final Instant NEXT = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final ScheduleName NAME = new ScheduleName("balance");
  private static final ScheduleState FIRST =
      new ScheduleState(NAME, "every day", Optional.of(NEXT), false);
  private static final ScheduleState SECOND =
      new ScheduleState(NAME, "at start", Optional.empty(), true);

  /** Empty at first. */
  protected abstract ScheduleRepository schedules();

  /** How often the job of a schedule was woken. */
  protected abstract int wakeups(ScheduleName schedule);

  @Test
  void at_first_no_schedule_is_known() {
    assertThat(schedules().find(NAME)).isEmpty();
  }

  @Test
  void a_state_is_remembered_as_it_is() {
    assertThat(schedules().save(Optional.empty(), FIRST)).isTrue();
    assertThat(schedules().find(NAME)).contains(FIRST);
    assertThat(schedules().save(Optional.of(FIRST), SECOND)).isTrue();
    assertThat(schedules().find(NAME)).contains(SECOND);
  }

  @Test
  void what_somebody_else_has_changed_is_not_replaced() {
    schedules().save(Optional.empty(), FIRST);
    assertThat(schedules().save(Optional.empty(), SECOND)).isFalse();
    assertThat(schedules().save(Optional.of(SECOND), FIRST.pause())).isFalse();
    assertThat(schedules().save(Optional.of(FIRST.pause()), SECOND)).isFalse();
    assertThat(schedules().find(NAME)).contains(FIRST);
  }

  @Test
  void a_schedule_that_nobody_knows_is_not_changed() {
    assertThat(schedules().save(Optional.of(FIRST), SECOND)).isFalse();
    assertThat(schedules().find(NAME)).isEmpty();
  }

  @Test
  void saving_makes_sure_of_the_job() {
    assertThat(wakeups(NAME)).isZero();
    schedules().save(Optional.empty(), FIRST);
    assertThat(wakeups(NAME)).isEqualTo(1);
    schedules().save(Optional.of(FIRST), FIRST);
    assertThat(wakeups(NAME)).isEqualTo(2);
    schedules().save(Optional.of(SECOND), FIRST);
    assertThat(wakeups(NAME)).isEqualTo(2);
  }

  @Test
  void of_those_who_change_it_at_once_one_does() {
    schedules().save(Optional.empty(), FIRST);
    var saved =
        AtOnce.run(
            8,
            number ->
                schedules()
                    .save(
                        Optional.of(FIRST),
                        new ScheduleState(
                            NAME, "every day", Optional.of(NEXT.plusSeconds(number + 1)), false)));
    assertThat(saved).filteredOn(one -> one).hasSize(1);
  }
}
