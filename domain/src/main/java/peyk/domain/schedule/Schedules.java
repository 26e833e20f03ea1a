package peyk.domain.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The configured schedules, in order of their names. */
public record Schedules(List<Schedule> all) {
  public Schedules {
    all = all.stream().sorted(Comparator.comparing(schedule -> schedule.name().value())).toList();
  }

  public Optional<Schedule> find(ScheduleName name) {
    return all.stream().filter(schedule -> schedule.name().equals(name)).findFirst();
  }
}
