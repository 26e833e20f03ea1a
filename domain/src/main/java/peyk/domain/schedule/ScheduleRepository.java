package peyk.domain.schedule;

import java.util.Optional;

/**
 * The timetables of schedules, which all replicas share. Every method throws {@link
 * peyk.domain.StorageUnavailableException} if the database cannot be asked.
 */
public interface ScheduleRepository {
  Optional<Timetable> find(ScheduleName schedule);

  /**
   * Remembers a timetable, and makes sure that the schedule's job is there.
   *
   * @param before as it was read, empty if there was none; if it is not that any more, nothing is
   *     stored
   * @return whether it was stored
   */
  boolean save(Optional<Timetable> before, Timetable after);
}
