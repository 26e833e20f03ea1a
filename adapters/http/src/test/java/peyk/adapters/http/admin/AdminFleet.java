package peyk.adapters.http.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.adapters.http.admin.AdminWorld.Stored;
import peyk.adapters.http.admin.tracker.ClaimRoutes;
import peyk.adapters.http.admin.tracker.CommandRoutes;
import peyk.adapters.http.admin.tracker.ProvisioningRoutes;
import peyk.adapters.http.admin.tracker.TrackerOverviewRoutes;
import peyk.application.command.CancelCommand;
import peyk.application.command.OrderCommand;
import peyk.application.device.LocateTracker;
import peyk.application.device.ReleaseClaim;
import peyk.application.overview.DescribeFirmware;
import peyk.application.overview.DescribeService;
import peyk.application.overview.DescribeTracker;
import peyk.application.provisioning.RestartProvisioning;
import peyk.application.sim.ShowBalances;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.account.Account;
import peyk.domain.account.InMemoryAccountGateway;
import peyk.domain.command.Command;
import peyk.domain.command.CommandAnswer;
import peyk.domain.command.CommandLines;
import peyk.domain.command.Commands;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.InMemoryFailedJobRepository;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.sim.SimRepository;
import peyk.domain.tracker.AnswerRepository;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.PlainJsonReader;
import peyk.domain.tracker.TrackerEvent;
import peyk.domain.tracker.TrackerReplyParser;

/** One tracker with its owner, and all that operators can ask for about it. */
final class AdminFleet {
  private final MovableClock clock;
  private final InMemoryFirmware firmware;
  private final KnownSims sims;
  private final long lowBalance;
  final InMemoryJobs jobs = new InMemoryJobs();
  final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  final InMemoryAccountGateway accounts = new InMemoryAccountGateway();
  final InMemoryDeviceChangeRepository changes;
  final InMemoryProvisioningRepository provisionings = new InMemoryProvisioningRepository(jobs);
  final InMemoryFailedJobRepository failedJobs;
  final Account owner = accounts.add("09123456789");
  final Device tracker;
  private long lastEvent;

  AdminFleet(MovableClock clock, InMemoryFirmware firmware, KnownSims sims, long lowBalance) {
    this.clock = clock;
    this.firmware = firmware;
    this.sims = sims;
    this.lowBalance = lowBalance;
    this.changes = new InMemoryDeviceChangeRepository(clock, jobs);
    this.failedJobs = new InMemoryFailedJobRepository(clock);
    this.tracker =
        devices.add(
            AdminWorld.IMEI.digits(), "a car", Optional.of("TYNOR-T950"), attributes(owner));
  }

  private static Map<String, @Nullable Object> attributes(Account owner) {
    return Map.of(Attributes.ASSIGNEE, owner.id().value(), Attributes.DEVICE_PASSWORD, "hunter2");
  }

  List<AdminRoutes> routes(Stored database) {
    var commands = database.stored(CommandLines.class, changes.commands());
    var provisioning = database.stored(ProvisioningRepository.class, provisionings);
    var failed = database.stored(FailedJobRepository.class, failedJobs);
    var simCards = database.stored(SimRepository.class, sims);
    var locate = new LocateTracker(devices, simCards);
    var claims = database.stored(DeviceClaimRepository.class, changes.claims());
    var waiting = database.stored(DeviceChangeRepository.class, changes);
    var describe =
        new DescribeTracker(
            locate,
            accounts,
            waiting,
            new ShowBalances(simCards, lowBalance),
            new DescribeFirmware(
                firmware.catalog(),
                database.stored(DecisionRepository.class, firmware.decisions()),
                database.stored(OfferRepository.class, firmware.offers())),
            new DescribeService(
                claims,
                waiting,
                database.stored(AnswerRepository.class, changes.inbox()),
                commands,
                provisioning,
                failed,
                new TrackerReplyParser(new PlainJsonReader())));
    return List.of(
        new TrackerOverviewRoutes(describe),
        new CommandRoutes(
            commands,
            locate,
            new OrderCommand(commands, devices, Commands.policy(), clock),
            new CancelCommand(commands, clock)),
        new ClaimRoutes(new ReleaseClaim(devices, claims)),
        new ProvisioningRoutes(provisioning, new RestartProvisioning(devices, provisioning, clock)),
        new JobRoutes(failed));
  }

  /** The next command is sent. */
  Command send() {
    return Commands.send(changes.commands(), clock.now());
  }

  /** The tracker says something, which waits. */
  void hear(String result) {
    changes
        .inbox()
        .store(List.of(new TrackerEvent(++lastEvent, tracker.id(), clock.now(), result)));
  }

  /** The tracker says something, which has its effect. */
  void answer(AnswerKind kind, String result) {
    hear(result);
    var waiting = changes.waiting(tracker.id(), 100);
    var answers = new ArrayList<CommandAnswer>();
    waiting.stream()
        .filter(DeviceChange.Answer.class::isInstance)
        .forEach(
            change -> answers.add(new CommandAnswer(kind, ((DeviceChange.Answer) change).at())));
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

  /** A job about the tracker fails. */
  void failJob(JobKind kind) {
    failJob(kind, tracker.id().toString(), clock.now());
  }

  void failJob(JobKind kind, String instance, Instant at) {
    failedJobs.fail(
        new FailedJob(kind, instance, 2, at, at.plusSeconds(30), Optional.of("Traccar is away")));
  }
}
