package peyk.application.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import peyk.application.job.Job;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.ScheduleFired;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.schedule.Schedules;
import peyk.domain.time.ClusterTime;

/**
 * Orders the commands of a firing. It reads the devices in batches, so a larger fleet needs no more
 * memory. An interrupted run begins again with the first device, and no device gets a command
 * twice.
 */
public record OrderFiringCommands(
    Schedules schedules,
    ScheduleRepository states,
    FiringRepository firings,
    DeviceGateway devices,
    Journal journal,
    ClusterTime clock)
    implements Job {
  /** Another replica may have a schedule that this one lacks. */
  private static final Duration FOR_SOMEBODY_ELSE = Duration.ofSeconds(10);

  /** After this time no replica has the schedule. */
  private static final Duration UNKNOWN = Duration.ofHours(1);

  @Override
  public JobKind kind() {
    return JobKind.CARRY_OUT_FIRING;
  }

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot list its devices; the firing
   *     does not end
   */
  @Override
  public Next run(String instance) {
    return ScheduleName.parse(instance)
        .flatMap(firings::underWay)
        .map(this::run)
        .orElseGet(Next.Done::new);
  }

  private Next run(Firing firing) {
    var schedule = schedules.find(firing.schedule());
    var isUnknown = schedule.isEmpty();
    if (isUnknown && clock.now().isBefore(firing.begunAt().plus(UNKNOWN))) {
      return new Next.Again(FOR_SOMEBODY_ELSE);
    }
    if (isUnknown || isNotWantedAnyMore(firing)) {
      firings.end(firing.id(), 0, 0, clock.now());
    } else {
      carryOut(firing, schedule.get());
    }
    return new Next.Done();
  }

  /** An operator paused the schedule in the meantime. */
  private boolean isNotWantedAnyMore(Firing firing) {
    return !firing.byHand()
        && states.find(firing.schedule()).filter(ScheduleState::paused).isPresent();
  }

  private void carryOut(Firing firing, Schedule schedule) {
    var pass = new Pass(firing, schedule);
    devices.forEach(pass::address);
    firings
        .end(firing.id(), pass.devices, pass.addressed, clock.now())
        .ifPresent(ended -> journal.record(new ScheduleFired(ended)));
  }

  private final class Pass {
    private final Firing firing;
    private final Schedule schedule;
    private long devices;
    private long addressed;

    Pass(Firing firing, Schedule schedule) {
      this.firing = firing;
      this.schedule = schedule;
    }

    void address(List<Device> batch) {
      var now = clock.now();
      var orders =
          batch.stream()
              .map(device -> schedule.orderFor(device, firing, now))
              .flatMap(Optional::stream)
              .toList();
      devices += batch.size();
      addressed += orders.size();
      if (!orders.isEmpty()) {
        firings.order(firing, orders, now);
      }
    }
  }
}
