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

  /** A week of full hours covers the usual distances of cron expressions. */
  int TIMES_LOOKED_AT = 170;

  /** The written form; a recurrence has changed if its text has. */
  String text();

  /** The first time, counted from now; empty if never. */
  Optional<Instant> first(Instant now);

  /**
   * The next time.
   *
   * @param due the last due time, not after now
   * @return after now, with missed times skipped; empty if never again
   */
  Optional<Instant> following(Instant due, Instant now);

  /**
   * Whether the next time lies further ahead than any next time does. A clock that was set back
   * leaves such times behind. Times of a calendar are right whatever the clock said.
   */
  default boolean isImpossible(Instant next, Instant now) {
    return false;
  }

  /** The time between two firings; the longest where they differ. */
  Duration distance();

  /**
   * At regular intervals.
   *
   * @param first the wait until the first time
   */
  record Every(Duration period, Duration first) implements Recurrence {
    public Every {
      if (!period.isPositive() || first.isNegative()) {
        throw new IllegalArgumentException("what recurs does so after some time");
      }
    }

    @Override
    public String text() {
      return "every " + period + after(first);
    }

    @Override
    public Optional<Instant> first(Instant now) {
      return Optional.of(now.plus(first));
    }

    @Override
    public Optional<Instant> following(Instant due, Instant now) {
      var passed = Duration.between(due, now).dividedBy(period) + 1;
      return Optional.of(due.plus(period.multipliedBy(passed)));
    }

    @Override
    public boolean isImpossible(Instant next, Instant now) {
      return next.isAfter(now.plus(period).plus(first));
    }

    @Override
    public Duration distance() {
      return period;
    }
  }

  /**
   * At calendar times.
   *
   * @param first times before the end of this wait do not count
   */
  record OnCalendar(Calendar calendar, Duration first) implements Recurrence {
    public OnCalendar {
      if (first.isNegative()) {
        throw new IllegalArgumentException("nothing is done before it begins");
      }
    }

    @Override
    public String text() {
      return calendar.text() + after(first);
    }

    @Override
    public Optional<Instant> first(Instant now) {
      return calendar.next(now.plus(first));
    }

    @Override
    public Optional<Instant> following(Instant due, Instant now) {
      return calendar.next(now);
    }

    @Override
    public Duration distance() {
      var times =
          Stream.iterate(
                  calendar.next(Instant.EPOCH),
                  Optional::isPresent,
                  time -> time.flatMap(calendar::next))
              .flatMap(Optional::stream)
              .limit(TIMES_LOOKED_AT)
              .toList();
      return IntStream.range(1, times.size())
          .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
          .max(Comparator.naturalOrder())
          .orElse(DAY);
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
      if (first.isNegative()) {
        throw new IllegalArgumentException("nothing is done before it begins");
      }
    }

    @Override
    public String text() {
      return "at start" + after(first);
    }

    @Override
    public Optional<Instant> first(Instant now) {
      return Optional.of(now.plus(first));
    }

    @Override
    public Optional<Instant> following(Instant due, Instant now) {
      return Optional.empty();
    }

    @Override
    public Duration distance() {
      return DAY;
    }
  }

  private static String after(Duration first) {
    return first.isZero() ? "" : ", first after " + first;
  }

  /** Calendar times, e.g. of a cron expression. */
  interface Calendar {
    /** The written form, with its time zone. */
    String text();

    /** The next time; empty if there is none. */
    Optional<Instant> next(Instant after);
  }
}
