package peyk.adapters.http.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import peyk.application.schedule.SyncSchedules;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.Commands;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.schedule.Audience;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.InMemoryFiringRepository;
import peyk.domain.schedule.InMemoryScheduleRepository;
import peyk.domain.schedule.Plans;
import peyk.domain.schedule.Recurrence;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.Schedules;

/** Two schedules: {@code versions}, for one model, every six hours, and {@code passwords}. */
final class KnownSchedules {
  static final Duration PERIOD = Duration.ofHours(6);

  private final InMemoryCommandLines commands;
  private final InMemoryScheduleRepository states;
  private final InMemoryFiringRepository firings;

  KnownSchedules(MovableClock clock) {
    var jobs = new InMemoryJobs();
    commands = new InMemoryCommandLines();
    states = new InMemoryScheduleRepository(jobs, clock);
    firings = new InMemoryFiringRepository(states, commands, jobs, clock);
    new SyncSchedules(configured(), states, firings, clock).start();
  }

  Schedules configured() {
    var recurrence = new Recurrence.Every(PERIOD, PERIOD);
    var forOneModel = new Audience(Set.of("T950"), true, List.of());
    return new Schedules(
        List.of(
            Plans.of(recurrence, forOneModel),
            new Schedule(
                new ScheduleName("passwords"),
                recurrence,
                Plans.text("getpass"),
                Plans.EVERYBODY,
                Duration.ofMinutes(30),
                PERIOD)));
  }

  InMemoryScheduleRepository states() {
    return states;
  }

  InMemoryFiringRepository firings() {
    return firings;
  }

  /** The firing that is under way orders so many commands, and ends. */
  Firing carryOut(int devices, int ordered, Instant now) {
    var firing = firings.underWay(Plans.NAME).orElseThrow();
    firings.order(
        firing,
        LongStream.rangeClosed(1, ordered)
            .mapToObj(id ->
                CommandOrder.now(
                    new DeviceId(id), new CommandText("getver"), firing.origin(), now, PERIOD))
            .toList(),
        now);
    return firings.end(firing.id(), devices, ordered, now).orElseThrow();
  }

  /** The next command that waits is sent. */
  void send(Instant now) {
    Commands.send(commands, now);
  }

  Optional<Firing> underWay() {
    return firings.underWay(Plans.NAME);
  }
}
