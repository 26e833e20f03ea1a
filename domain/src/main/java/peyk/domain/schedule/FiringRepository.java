package peyk.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandState;

/**
 * The firings of schedules, at most one of a schedule under way. Beginning one wakes the job that
 * carries it out. Every method throws {@link peyk.domain.StorageUnavailableException} if the
 * database cannot be asked.
 */
public interface FiringRepository {
  /** What came of the wish to begin one. */
  sealed interface Beginning {
    record Begun(Firing firing) implements Beginning {}

    /** One is under way, and another is not begun. */
    record UnderWay(Firing firing) implements Beginning {}

    /** Nothing was begun, because the timetable is another by now, or there is none. */
    record Overtaken() implements Beginning {}
  }

  /**
   * Begins a firing and moves the timetable on: both or neither. If one is under way the timetable
   * is moved on all the same.
   *
   * @param before the timetable as it was read
   */
  Beginning begin(Timetable before, Timetable after, Instant dueAt, Instant now);

  /** Begins a firing whatever the timetable says, which stays as it is. */
  Beginning beginByHand(ScheduleName schedule, Instant now);

  /** The firing that is under way, if one is. */
  Optional<Firing> underWay(ScheduleName schedule);

  /**
   * Orders commands of a firing, at most one for a device in all calls together, and none for a
   * device for which the same waits already.
   *
   * @param orders whose origin is the firing, so that they go out when no other commands wait
   * @return how many were ordered
   */
  int order(Firing firing, List<CommandOrder> orders, Instant now);

  /**
   * Ends a firing that is under way. How many commands it has ordered is counted.
   *
   * @param devices how many were looked at
   * @param addressed for how many there was a command
   * @return as it is now; empty if somebody else has ended it
   */
  Optional<Firing> end(FiringId firing, long devices, long addressed, Instant at);

  /**
   * The firings of a schedule, the latest first.
   *
   * @param before only lower ids
   */
  List<Firing> list(ScheduleName schedule, long before, int atMost);

  /** How the commands of a firing stand, as long as they are remembered; only states there are. */
  Map<CommandState, Long> commands(FiringId firing);
}
