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
import peyk.adapters.http.console.ConsoleRoutes;
import peyk.adapters.http.console.TrackerActions;
import peyk.adapters.http.console.TrackerDetails;
import peyk.adapters.http.console.TrackerPages;
import peyk.application.command.CancelCommand;
import peyk.application.command.OrderCommand;
import peyk.application.device.LocateTracker;
import peyk.application.device.ReleaseClaim;
import peyk.application.device.SearchTrackers;
import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.ExplainFirmware;
import peyk.application.overview.DescribeFirmware;
import peyk.application.overview.DescribeService;
import peyk.application.overview.DescribeTracker;
import peyk.application.provisioning.RestartProvisioning;
import peyk.application.sim.ShowBalances;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.account.Account;
import peyk.domain.account.InMemoryAccountGateway;
import peyk.domain.account.LoginParser;
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
import peyk.domain.otp.PhoneNumberParser;
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
public final class AdminFleet {
  private final MovableClock clock;
  private final InMemoryFirmware firmware;
  private final KnownSims sims;
  private final long lowBalance;
  public final InMemoryJobs jobs = new InMemoryJobs();
  public final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  public final InMemoryAccountGateway accounts = new InMemoryAccountGateway();
  public final InMemoryDeviceChangeRepository changes;
  public final InMemoryProvisioningRepository provisionings =
      new InMemoryProvisioningRepository(jobs);
  public final InMemoryFailedJobRepository failedJobs;
  public final Account owner = accounts.add("09123456789");
  public final Device tracker;
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
    var claims = database.stored(DeviceClaimRepository.class, changes.claims());
    return List.of(
        new TrackerOverviewRoutes(describe(database)),
        new CommandRoutes(
            commands, locate(database), order(database), new CancelCommand(commands, clock)),
        new ClaimRoutes(new ReleaseClaim(devices, claims)),
        new ProvisioningRoutes(provisioning, new RestartProvisioning(devices, provisioning, clock)),
        new JobRoutes(database.stored(FailedJobRepository.class, failedJobs)));
  }

  /** The pages of the console about trackers. */
  List<ConsoleRoutes> console(Stored database, ControlRelease control, ExplainFirmware explain) {
    var provisioning = database.stored(ProvisioningRepository.class, provisionings);
    var search =
        new SearchTrackers(
            devices, accounts, new LoginParser(new PhoneNumberParser(List.of("IR"))));
    var details =
        new TrackerDetails(
            balances(database),
            database.stored(DecisionRepository.class, firmware.decisions()),
            explain);
    return List.of(
        new TrackerPages(search, devices, describe(database), details),
        new TrackerActions(
            order(database), new RestartProvisioning(devices, provisioning, clock), control));
  }

  private DescribeTracker describe(Stored database) {
    var waiting = database.stored(DeviceChangeRepository.class, changes);
    return new DescribeTracker(
        locate(database),
        accounts,
        waiting,
        balances(database),
        new DescribeFirmware(
            firmware.catalog(),
            database.stored(DecisionRepository.class, firmware.decisions()),
            database.stored(OfferRepository.class, firmware.offers())),
        new DescribeService(
            database.stored(DeviceClaimRepository.class, changes.claims()),
            waiting,
            database.stored(AnswerRepository.class, changes.inbox()),
            database.stored(CommandLines.class, changes.commands()),
            database.stored(ProvisioningRepository.class, provisionings),
            database.stored(FailedJobRepository.class, failedJobs),
            new TrackerReplyParser(new PlainJsonReader())));
  }

  private LocateTracker locate(Stored database) {
    return new LocateTracker(devices, database.stored(SimRepository.class, sims));
  }

  private OrderCommand order(Stored database) {
    var commands = database.stored(CommandLines.class, changes.commands());
    return new OrderCommand(commands, devices, Commands.policy(), clock);
  }

  ShowBalances balances(Stored database) {
    return new ShowBalances(database.stored(SimRepository.class, sims), lowBalance);
  }

  /** The next command is sent. */
  public Command send() {
    return Commands.send(changes.commands(), clock.now());
  }

  /** The tracker says something, which waits. */
  public void hear(String result) {
    changes
        .inbox()
        .store(List.of(new TrackerEvent(++lastEvent, tracker.id(), clock.now(), result)));
  }

  /** The tracker says something, which has its effect. */
  public void answer(AnswerKind kind, String result) {
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
  public void failJob(JobKind kind) {
    failJob(kind, tracker.id().toString(), clock.now());
  }

  public void failJob(JobKind kind, String instance, Instant at) {
    failedJobs.fail(
        new FailedJob(
            kind,
            instance,
            2,
            at,
            Optional.of(at.plusSeconds(30)),
            Optional.of("Traccar is away")));
  }
}
