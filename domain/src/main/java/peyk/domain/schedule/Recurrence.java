package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The times at which a schedule fires. */
public sealed interface Recurrence {
  /** Further starts within this time count as the same start. */
  Duration SAME_START = Duration.ofHours(1);

  /** The distance of a recurrence without a second time. */
  Duration DAY = Duration.ofDays(1);

  /** The calendar times that are compared. A week of full hours covers the usual distances. */
  int TIMES_COMPARED = 170;

  /**
   * At regular intervals.
   *
   * @param first the wait until the first time
   */
  record Every(Duration period, Duration first) implements Recurrence {
    public Every {
      if (!period.isPositive()) {
        throw new IllegalArgumentException("a period is positive");
      }
      requireNotNegative(first);
    }
  }

  /**
   * At calendar times.
   *
   * @param first times before the end of this wait do not count
   */
  record OnCalendar(Calendar calendar, Duration first) implements Recurrence {
    public OnCalendar {
      requireNotNegative(first);
    }
  }

  /**
   * Once at each start of the service. Starts within {@link #SAME_START}, as of replicas or after a
   * crash, count as one.
   *
   * @param first the wait after the start
   */
  record AtStart(Duration first) implements Recurrence {
    public AtStart {
      requireNotNegative(first);
    }
  }

  /** Calendar times, e.g. of a cron expression. */
  interface Calendar {
    /** The written form, with its time zone. */
    String text();

    /** The next time; empty if there is none. */
    Optional<Instant> next(Instant after);
  }

  /** The written form; a recurrence has changed if its text has. */
  default String text() {
    return switch (this) {
      case Every(var period, var first) -> "every " + period + after(first);
      case OnCalendar(var calendar, var first) -> calendar.text() + after(first);
      case AtStart(var first) -> "at start" + after(first);
    };
  }

  /** The first time, counted from now; empty if never. */
  default Optional<Instant> first(Instant now) {
    return switch (this) {
      case Every(_, var first) -> Optional.of(now.plus(first));
      case OnCalendar(var calendar, var first) -> calendar.next(now.plus(first));
      case AtStart(var first) -> Optional.of(now.plus(first));
    };
  }

  /**
   * The next time.
   *
   * @param due the last due time, not after now
   * @return after now, with missed times skipped; empty if never again
   */
  default Optional<Instant> following(Instant due, Instant now) {
    return switch (this) {
      case Every(var period, _) ->
          Optional.of(
              due.plus(period.multipliedBy(Duration.between(due, now).dividedBy(period) + 1)));
      case OnCalendar(var calendar, _) -> calendar.next(now);
      case AtStart _ -> Optional.empty();
    };
  }

  /**
   * Whether the next time lies further ahead than any next time does. A clock that was set back
   * leaves such times behind. Times of a calendar are right whatever the clock said.
   */
  default boolean isImpossible(Instant next, Instant now) {
    return switch (this) {
      case Every(var period, var first) -> next.isAfter(now.plus(period).plus(first));
      case OnCalendar _, AtStart _ -> false;
    };
  }

  /** The time between two firings; the longest where they differ. */
  default Duration distance() {
    return switch (this) {
      case Every(var period, _) -> period;
      case OnCalendar(var calendar, _) -> longestDistance(calendar);
      case AtStart _ -> DAY;
    };
  }

  private static Duration longestDistance(Calendar calendar) {
    var times =
        Stream.iterate(
                calendar.next(Instant.EPOCH),
                Optional::isPresent,
                time -> time.flatMap(calendar::next))
            .flatMap(Optional::stream)
            .limit(TIMES_COMPARED)
            .toList();
    return IntStream.range(1, times.size())
        .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
        .max(Comparator.naturalOrder())
        .orElse(DAY);
  }

  private static String after(Duration first) {
    return first.isZero() ? "" : ", first after " + first;
  }

  private static void requireNotNegative(Duration first) {
    if (first.isNegative()) {
      throw new IllegalArgumentException("the wait before the first time is not negative");
    }
  }
}
