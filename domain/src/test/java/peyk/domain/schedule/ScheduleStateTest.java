package peyk.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import peyk.domain.schedule.Recurrence.AtStart;
import peyk.domain.schedule.Recurrence.Calendar;
import peyk.domain.schedule.Recurrence.Every;
import peyk.domain.schedule.Recurrence.OnCalendar;
import peyk.domain.schedule.ScheduleState.Move;

class ScheduleStateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Test
  void a_schedule_without_a_first_delay_is_due_at_once() {
    var schedule = Plans.every(HOUR);
    var state = ScheduleState.begin(schedule, NOW);
    assertThat(state.nextAt()).contains(NOW);
    assertThat(state.move(schedule.recurrence(), NOW))
        .isEqualTo(new Move.Fire(NOW, next(schedule, NOW.plus(HOUR))));
  }

  @Test
  void a_first_delay_is_waited_for() {
    var recurrence = new Every(HOUR, HOUR.multipliedBy(6));
    var state = ScheduleState.begin(Plans.of(recurrence), NOW);
    assertThat(state.move(recurrence, NOW)).isEqualTo(new Move.Wait(HOUR.multipliedBy(6)));
    assertThat(state.move(recurrence, NOW.plus(HOUR.multipliedBy(6)).minus(MOMENT)))
        .isEqualTo(new Move.Wait(MOMENT));
    assertThat(state.move(recurrence, NOW.plus(HOUR.multipliedBy(6))))
        .isInstanceOf(Move.Fire.class);
  }

  @Test
  void a_next_time_that_lies_further_ahead_than_any_is_due() {
    var schedule = Plans.every(HOUR);
    assertThat(next(schedule, NOW.plus(HOUR)).move(schedule.recurrence(), NOW))
        .isEqualTo(new Move.Wait(HOUR));
    assertThat(next(schedule, NOW.plus(HOUR).plus(MOMENT)).move(schedule.recurrence(), NOW))
        .isEqualTo(new Move.Fire(NOW, next(schedule, NOW.plus(HOUR))));
  }

  @Test
  void what_is_late_by_less_than_a_period_stays_on_its_times() {
    var schedule = Plans.every(HOUR);
    var late = NOW.plus(HOUR).minus(MOMENT);
    assertThat(next(schedule, NOW).move(schedule.recurrence(), late))
        .isEqualTo(new Move.Fire(NOW, next(schedule, NOW.plus(HOUR))));
  }

  @Test
  void what_was_missed_is_made_up_once() {
    var schedule = Plans.every(HOUR);
    var afterAnOutage = NOW.plus(HOUR.multipliedBy(100)).plusSeconds(7);
    assertThat(next(schedule, NOW).move(schedule.recurrence(), afterAnOutage))
        .isEqualTo(new Move.Fire(NOW, next(schedule, NOW.plus(HOUR.multipliedBy(101)))));
  }

  @RepeatedTest(300)
  void each_time_is_later_than_now_by_a_period_at_most_and_on_the_grid(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var period = Duration.ofMillis(random.nextLong(1, 100_000_000));
    var now = NOW.plusNanos(random.nextLong(1_000_000_000_000_000L));
    var next = new Every(period, Duration.ZERO).following(NOW, now).orElseThrow();
    assertThat(next).isAfter(now).isBeforeOrEqualTo(now.plus(period));
    assertThat(Duration.between(NOW, next).toNanos() % period.toNanos()).isZero();
  }

  @Test
  void a_calendar_tells_when() {
    var recurrence = new OnCalendar(new EveryFullHour(), Duration.ZERO);
    var state = ScheduleState.begin(Plans.of(recurrence), NOW.plusSeconds(1));
    assertThat(state.nextAt()).contains(NOW.plus(HOUR));
    var late = NOW.plus(HOUR.multipliedBy(3)).plusSeconds(5);
    assertThat(state.move(recurrence, late))
        .isInstanceOfSatisfying(
            Move.Fire.class,
            fire -> {
              assertThat(fire.dueAt()).isEqualTo(NOW.plus(HOUR));
              assertThat(fire.after().nextAt()).contains(NOW.plus(HOUR.multipliedBy(4)));
            });
  }

  @Test
  void times_of_a_calendar_before_the_first_delay_do_not_count() {
    var recurrence = new OnCalendar(new EveryFullHour(), Duration.ofMinutes(90));
    assertThat(ScheduleState.begin(Plans.of(recurrence), NOW.plusSeconds(1)).nextAt())
        .contains(NOW.plus(HOUR.multipliedBy(2)));
  }

  @Test
  void a_paused_schedule_leaves_out_what_is_due_and_goes_on_with_its_times() {
    var schedule = Plans.every(HOUR);
    var paused = next(schedule, NOW).pause();
    assertThat(paused.move(schedule.recurrence(), NOW.plusSeconds(1)))
        .isEqualTo(new Move.LeaveOut(NOW, next(schedule, NOW.plus(HOUR)).pause()));
  }

  @Test
  void who_resumes_a_schedule_does_not_make_up_what_was_due_meanwhile() {
    var schedule = Plans.every(HOUR);
    var paused = next(schedule, NOW).pause();
    assertThat(paused.resume(schedule.recurrence(), NOW.plusSeconds(1)))
        .isEqualTo(next(schedule, NOW.plus(HOUR)));
    assertThat(paused.resume(schedule.recurrence(), NOW.minusSeconds(1)))
        .isEqualTo(next(schedule, NOW));
  }

  @Test
  void a_start_of_the_service_changes_nothing_for_what_recurs() {
    var schedule = Plans.every(HOUR);
    var state = next(schedule, NOW);
    assertThat(state.started(schedule, Optional.of(NOW.minus(HOUR)), NOW.plusSeconds(5)))
        .isEqualTo(state);
  }

  // At each start

  private static final Schedule AT_START = Plans.of(new AtStart(Duration.ofSeconds(10)));

  @Test
  void at_the_first_start_it_fires_once() {
    var state = ScheduleState.begin(AT_START, NOW);
    assertThat(state.nextAt()).contains(NOW.plusSeconds(10));
    var fire = (Move.Fire) state.move(AT_START.recurrence(), NOW.plusSeconds(10));
    assertThat(fire.after().move(AT_START.recurrence(), NOW.plusSeconds(11)))
        .isEqualTo(new Move.Rest());
  }

  @Test
  void at_a_later_start_it_fires_again() {
    var fired =
        new ScheduleState(Plans.NAME, AT_START.recurrence().text(), Optional.empty(), false);
    var start = NOW.plus(Recurrence.SAME_START);
    assertThat(fired.started(AT_START, Optional.of(NOW), start).nextAt())
        .contains(start.plusSeconds(10));
  }

  @Test
  void a_start_soon_after_another_is_the_same_start() {
    var fired =
        new ScheduleState(Plans.NAME, AT_START.recurrence().text(), Optional.empty(), false);
    var start = NOW.plus(Recurrence.SAME_START).minus(MOMENT);
    assertThat(fired.started(AT_START, Optional.of(NOW), start)).isEqualTo(fired);
    var waiting = ScheduleState.begin(AT_START, NOW);
    assertThat(waiting.started(AT_START, Optional.empty(), NOW.plusSeconds(5))).isEqualTo(waiting);
  }

  // Changed settings

  @Test
  void another_period_counts_from_the_last_firing() {
    var before = next(Plans.every(HOUR.multipliedBy(6)), NOW.plus(HOUR.multipliedBy(5)));
    var daily = Plans.every(Duration.ofDays(1));
    assertThat(before.started(daily, Optional.of(NOW.minus(HOUR)), NOW))
        .isEqualTo(next(daily, NOW.minus(HOUR).plus(Duration.ofDays(1))));
    var often = Plans.every(Duration.ofMinutes(1));
    assertThat(before.started(often, Optional.of(NOW.minus(HOUR)), NOW))
        .isEqualTo(next(often, NOW.plusSeconds(60)));
  }

  @Test
  void without_a_firing_another_period_begins_anew() {
    var before = next(Plans.every(HOUR), NOW.plus(HOUR));
    var other = Plans.of(new Every(Duration.ofDays(1), Duration.ofMinutes(5)));
    assertThat(before.pause().started(other, Optional.empty(), NOW))
        .isEqualTo(next(other, NOW.plusSeconds(300)).pause());
  }

  private static ScheduleState next(Schedule schedule, Instant at) {
    return new ScheduleState(schedule.name(), schedule.recurrence().text(), Optional.of(at), false);
  }

  private record EveryFullHour() implements Calendar {
    @Override
    public String text() {
      return "every full hour";
    }

    @Override
    public Optional<Instant> next(Instant after) {
      return new Every(HOUR, Duration.ZERO).following(Instant.EPOCH, after);
    }
  }
}
