package peyk.application.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.JournalEvent.ScheduleFired;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.command.Command;
import peyk.domain.command.Commands;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.device.Device;
import peyk.domain.device.Imeis;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.InMemoryFiringRepository;
import peyk.domain.schedule.InMemoryScheduleRepository;
import peyk.domain.schedule.Plans;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.schedule.Schedules;

/** A fleet, schedules, and those who watch; a service that may be started with other settings. */
final class ScheduleWorld {
  static final ScheduleName NAME = Plans.NAME;

  final MovableClock clock = new MovableClock();
  final InMemoryJobs jobs = new InMemoryJobs();
  final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  final InMemoryCommandLines commands = new InMemoryCommandLines();
  final InMemoryScheduleRepository states = new InMemoryScheduleRepository(jobs, clock);
  final InMemoryFiringRepository firings =
      new InMemoryFiringRepository(states, commands, jobs, clock);
  final RecordingJournal journal = new RecordingJournal();
  private Schedules schedules = new Schedules(List.of());

  /** Starts the service with these schedules. */
  ScheduleWorld start(Schedule... configured) {
    schedules = new Schedules(List.of(configured));
    new SyncSchedules(schedules, states, firings, clock).start();
    return this;
  }

  /** Goes on with other settings, as a replica does that was started earlier. */
  void pretend(Schedule... configured) {
    schedules = new Schedules(List.of(configured));
  }

  void keep() {
    new SyncSchedules(schedules, states, firings, clock).keep();
  }

  Next fire() {
    return new FireSchedule(schedules, states, firings, journal, clock).run(NAME.value());
  }

  Next carryOut() {
    return new OrderFiringCommands(schedules, states, firings, devices, journal, clock)
        .run(NAME.value());
  }

  /** Fires if that is due, and carries it out. */
  void tick() {
    fire();
    carryOut();
  }

  ControlSchedules steer() {
    return new ControlSchedules(schedules, states, firings, clock);
  }

  /** Another tracker that is online. */
  Device tracker() {
    int number = devicesSoFar();
    return devices.add(
        Imeis.checked(number).digits(), "car " + number, Optional.of("T950"), Map.of());
  }

  private int devicesSoFar() {
    var all = new ArrayList<Device>();
    devices.forEach(all::addAll);
    return all.size();
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  Instant now() {
    return clock.now();
  }

  ScheduleState state() {
    return states.find(NAME).orElseThrow();
  }

  List<Firing> fired() {
    return firings.list(NAME, Long.MAX_VALUE, 1000);
  }

  /** All commands that were ever ordered, the first first. */
  List<Command> ordered() {
    return commands.list(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 10_000).reversed();
  }

  /** All that wait are sent and answered. */
  void sendAll() {
    while (true) {
      pass(Commands.policy().gap());
      var taken = Commands.take(commands, now());
      if (taken.isEmpty()) {
        return;
      }
      Commands.sent(commands, taken.get(), now());
      Commands.answer(commands, taken.get(), now());
    }
  }

  /** How the firings ended that ordered all their commands. */
  List<Firing.Ending> endings() {
    return journal.events(ScheduleFired.class).stream()
        .map(fired -> fired.firing().ending().orElseThrow())
        .toList();
  }
}
