package peyk.application.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.application.device.LocateTracker;
import peyk.application.sim.ShowBalances;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.account.Account;
import peyk.domain.account.InMemoryAccountGateway;
import peyk.domain.command.Command;
import peyk.domain.command.CommandAnswer;
import peyk.domain.command.Commands;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.device.Device;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.job.InMemoryFailedJobRepository;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.sim.InMemoryUssdMessageRepository;
import peyk.domain.sim.Ussd;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.PlainJsonReader;
import peyk.domain.tracker.TrackerEvent;
import peyk.domain.tracker.TrackerReplyParser;

/** A tracker with an owner, and all that is remembered of it. */
final class OverviewWorld {
  static final Imei IMEI = Imeis.checked(1);

  final MovableClock clock = new MovableClock();
  final InMemoryJobs jobs = new InMemoryJobs();
  final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  final InMemoryAccountGateway accounts = new InMemoryAccountGateway();
  final InMemoryDeviceChangeRepository changes = new InMemoryDeviceChangeRepository(clock, jobs);
  final InMemoryUssdMessageRepository messages = new InMemoryUssdMessageRepository(changes, clock);
  final InMemoryFirmware firmware = new InMemoryFirmware(clock, jobs);
  final InMemoryProvisioningRepository provisionings = new InMemoryProvisioningRepository(jobs);
  final InMemoryFailedJobRepository failedJobs = new InMemoryFailedJobRepository(clock);
  final Account owner = accounts.add("09123456789");
  final Device tracker =
      devices.add(
          IMEI.digits(),
          "a tracker",
          Optional.of("TYNOR-T950"),
          Map.of(Attributes.ASSIGNEE, owner.id().value(), Attributes.DEVICE_PASSWORD, "hunter2"));
  final LocateTracker locate = new LocateTracker(devices, messages.sims());
  final DescribeTracker describe =
      new DescribeTracker(
          locate,
          accounts,
          changes,
          new ShowBalances(messages.sims(), 1000),
          new DescribeFirmware(firmware.catalog(), firmware.decisions(), firmware.offers()),
          new DescribeService(
              changes.claims(),
              changes,
              changes.inbox(),
              changes.commands(),
              provisionings,
              failedJobs,
              new TrackerReplyParser(new PlainJsonReader())));
  private long lastEvent;

  TrackerOverview describe() {
    return describe.describe(IMEI).orElseThrow();
  }

  ServiceOverview service() {
    return describe().service().orElseThrow();
  }

  /** Traccar is away from now on. */
  void loseTraccar() {
    devices.outage().begin();
    accounts.outage().begin();
  }

  Command order(String text) {
    return Commands.ordered(changes.commands(), tracker.id(), text, clock.now());
  }

  /** Orders a command, and has it sent. */
  Command send(String text) {
    clock.pass(Duration.ofMinutes(1));
    order(text);
    return Commands.send(changes.commands(), clock.now());
  }

  /** The tracker says something, which waits. */
  Instant hear(String result) {
    clock.pass(Duration.ofSeconds(3));
    var now = clock.now();
    changes.inbox().store(List.of(new TrackerEvent(++lastEvent, tracker.id(), now, result)));
    return now;
  }

  /** What has been heard has its effect, as answers of this kind. */
  void handle(AnswerKind kind) {
    var waiting = changes.waiting(tracker.id(), 100);
    var answers = new ArrayList<CommandAnswer>();
    waiting.forEach(change -> {
      if (change instanceof DeviceChange.Answer(var _, var _, var at)) {
        answers.add(new CommandAnswer(kind, at));
      }
    });
    changes.complete(
        tracker.id(),
        new Completion(
            waiting.stream().map(DeviceChange::sequence).toList(),
            answers,
            List.of(),
            Map.of(),
            List.of(),
            Optional.empty()));
  }

  /** The tracker tells its balance. */
  void tellBalance(long rials) {
    var message = Ussd.message(IMEI, "told", clock.now());
    messages.add(message);
    messages.settle(
        messages.waiting(message.partition(), 1).stream()
            .map(waiting -> Ussd.understood(waiting, tracker.id(), Ussd.balance(rials)))
            .toList());
  }
}
