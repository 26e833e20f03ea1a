package peyk.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandState;

/**
 * The firings of schedules; each schedule has at most one in progress. Beginning one wakes its job.
 * Every method throws {@link peyk.domain.StorageUnavailableException} if the database cannot be
 * asked.
 */
public interface FiringRepository {
  /** The result of beginning a firing. */
  sealed interface Beginning {
    record Begun(Firing firing) implements Beginning {}

    /** Another firing is in progress; none was begun. */
    record UnderWay(Firing firing) implements Beginning {}

    /** None was begun, because the state has changed or was deleted. */
    record Overtaken() implements Beginning {}
  }

  /**
   * Begins a firing and stores the next state, in one transaction. The state is also stored if a
   * firing is in progress.
   *
   * @param before the state as it was read
   */
  Beginning begin(ScheduleState before, ScheduleState after, Instant dueAt, Instant now);

  /** Begins a firing and leaves the state as it is. */
  Beginning beginByHand(ScheduleName schedule, Instant now);

  Optional<Firing> underWay(ScheduleName schedule);

  /**
   * Orders the commands of a firing: at most one for each device, also if repeated, and none where
   * an equal command waits.
   *
   * @param orders whose origin is the firing, so that they go out when no other commands wait
   * @return the number of new commands
   */
  int order(Firing firing, List<CommandOrder> orders, Instant now);

  /**
   * Ends a firing in progress, and counts its commands.
   *
   * @param devices the number of devices that were checked
   * @param addressed those with a command
   * @return the ended firing; empty if another process has ended it
   */
  Optional<Firing> end(FiringId firing, long devices, long addressed, Instant at);

  /**
   * The firings of a schedule, the latest first.
   *
   * @param before only lower ids
   */
  List<Firing> list(ScheduleName schedule, long before, int atMost);

  /** The number of stored commands of a firing in each state that occurs. */
  Map<CommandState, Long> commands(FiringId firing);
}
