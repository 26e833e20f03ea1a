package peyk.domain.schedule;

import java.util.Optional;

/**
 * The states of schedules, shared by all replicas. Every method throws {@link
 * peyk.domain.StorageUnavailableException} if the database cannot be asked.
 */
public interface ScheduleRepository {
  Optional<ScheduleState> find(ScheduleName schedule);

  /**
   * Stores a state and creates the schedule's job if it is missing.
   *
   * @param before as it was read, empty if there was none; if it has changed, nothing is stored
   * @return whether it was stored
   */
  boolean save(Optional<ScheduleState> before, ScheduleState after);
}
