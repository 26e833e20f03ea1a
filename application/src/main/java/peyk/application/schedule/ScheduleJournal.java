package peyk.application.schedule;

import java.time.Instant;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.ScheduleName;

/** Told of what schedules do, for those who watch the service. */
public interface ScheduleJournal {
  /** A firing has ordered all its commands; it has an ending. */
  void carriedOut(Firing firing);

  /** A schedule was due and did not fire, because the last firing is still under way. */
  void leftOut(ScheduleName schedule, Instant dueAt);
}
