package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;

/** The bounds of another clock's time minus ours; negative if that clock is behind. */
public record ClockDifference(Duration least, Duration most) {
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  public ClockDifference {
    if (least.compareTo(most) > 0) {
      throw new IllegalArgumentException("a difference has its bounds in order");
    }
  }

  /**
   * The bounds that one answer gives.
   *
   * @param theirs the time of the other clock, cut to whole seconds, at some moment in between
   * @param asked on our clock
   * @param answered on our clock
   */
  public static ClockDifference measured(Instant theirs, Instant asked, Instant answered) {
    var latest = answered.isBefore(asked) ? asked : answered;
    return new ClockDifference(
        Duration.between(latest, theirs), Duration.between(asked, theirs.plus(RESOLUTION)));
  }

  /** The common range. Without one a clock was set or drifted, and the newer bounds count. */
  public ClockDifference narrowedBy(ClockDifference newer) {
    var larger = least.compareTo(newer.least) > 0 ? least : newer.least;
    var smaller = most.compareTo(newer.most) < 0 ? most : newer.most;
    return larger.compareTo(smaller) <= 0 ? new ClockDifference(larger, smaller) : newer;
  }

  public Duration middle() {
    return least.plus(most).dividedBy(2);
  }
}
