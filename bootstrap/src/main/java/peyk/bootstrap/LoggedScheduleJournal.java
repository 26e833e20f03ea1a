package peyk.bootstrap;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.schedule.ScheduleJournal;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.ScheduleName;

/** Counts and logs what schedules do. */
final class LoggedScheduleJournal implements ScheduleJournal {
  private static final Logger log = LoggerFactory.getLogger(LoggedScheduleJournal.class);

  private final MeterRegistry metrics;

  /** Of which that has been told already. */
  private final Set<ScheduleName> behind = ConcurrentHashMap.newKeySet();

  LoggedScheduleJournal(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void carriedOut(Firing firing) {
    var ending = firing.ending().orElseThrow();
    behind.remove(firing.schedule());
    firings(firing.schedule(), "fired").increment();
    counter(
            "peyk_schedule_commands",
            "Commands that schedules have ordered",
            List.of(schedule(firing.schedule())))
        .increment(ending.ordered());
    log.info(
        "schedule fired name={} due={} byHand={} devices={} addressed={} ordered={}",
        firing.schedule(),
        firing.dueAt(),
        firing.byHand(),
        ending.devices(),
        ending.addressed(),
        ending.ordered());
  }

  @Override
  public void leftOut(ScheduleName schedule, Instant dueAt) {
    firings(schedule, "left_out").increment();
    if (behind.add(schedule)) {
      log.warn(
          "schedule not fired name={} due={} reason=the last firing is under way", schedule, dueAt);
    }
  }

  private Counter firings(ScheduleName name, String outcome) {
    return counter(
        "peyk_schedule_firings",
        "Times that schedules were due, by what came of it",
        List.of(schedule(name), Tag.create("outcome", outcome)));
  }

  private static Tag schedule(ScheduleName name) {
    return Tag.create("schedule", name.value());
  }

  private Counter counter(String name, String description, List<Tag> tags) {
    return metrics.getOrCreate(Counter.builder(name).description(description).tags(tags));
  }
}
