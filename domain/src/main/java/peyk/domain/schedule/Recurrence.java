package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When something is done again. */
public sealed interface Recurrence {
  /** After a start, another start within that time counts as the same one. */
  Duration SAME_START = Duration.ofHours(1);

  /** The distance of what does not recur by itself. */
  Duration DAY = Duration.ofDays(1);

  /** A week of full hours shows all distances that a cron expression usually has. */
  int TIMES_LOOKED_AT = 170;

  /** How it is written; whoever changes that has changed the recurrence. */
  String text();

  /** When it is done for the first time, if it begins now; empty if never. */
  Optional<Instant> first(Instant now);

  /**
   * When it is done next, after what was due.
   *
   * @param due not after now
   * @return after now, however much was missed in between; empty if never again
   */
  Optional<Instant> following(Instant due, Instant now);

  /** The usual time from one to the next; the longest where they differ. */
  Duration distance();

  /**
   * At even distances.
   *
   * @param first how long to wait for the first time
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
    public Duration distance() {
      return period;
    }
  }

  /**
   * At certain times.
   *
   * @param first before that time is over none counts
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
   * Once at each start of the service. In a cluster, and when a start does not last, there are many
   * within a short time, which count as one.
   *
   * @param first how long to wait then
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

  /** Certain times, such as a cron expression stands for. */
  interface Calendar {
    /** How it is written, with its time zone. */
    String text();

    /** The first of the times that is later; empty if there is none. */
    Optional<Instant> next(Instant after);
  }
}
