package peyk.application.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.application.account.CallerCheck;
import peyk.application.firmware.RecordSeenFirmware;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.account.Account;
import peyk.domain.account.AccountId;
import peyk.domain.account.InMemoryAccountGateway;
import peyk.domain.account.InMemoryPhoneAccountRepository;
import peyk.domain.account.LoginParser;
import peyk.domain.account.SessionToken;
import peyk.domain.command.Command;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.InMemoryCommandGateway;
import peyk.domain.device.InMemoryDeviceClaimRepository;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.device.InMemoryDeviceLinkGateway;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.tracker.DeviceChange;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.PlainJsonReader;
import peyk.domain.tracker.Reactions;
import peyk.domain.tracker.TrackerEvent;
import peyk.domain.tracker.TrackerReplyParser;

/** Trackers, users and a Traccar; the durable jobs run when a test says so. */
final class DeviceWorld {
  static final String IMEI = "350123450000015";
  static final Duration WRITE_PAUSE = Duration.ofSeconds(1);

  final MovableClock clock = new MovableClock();
  final InMemoryJobs jobs = new InMemoryJobs();
  final InMemoryAccountGateway accounts = new InMemoryAccountGateway();
  final InMemoryPhoneAccountRepository owners = new InMemoryPhoneAccountRepository();
  final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  final InMemoryDeviceLinkGateway links = new InMemoryDeviceLinkGateway(devices);
  final InMemoryCommandGateway commands = new InMemoryCommandGateway();
  final InMemoryDeviceChangeRepository changes = new InMemoryDeviceChangeRepository(clock, jobs);
  final InMemoryDeviceClaimRepository claims = changes.claims();
  final InMemoryFirmware firmware = new InMemoryFirmware(clock, jobs);
  final RecordingJournal journal = new RecordingJournal();

  final Account ali = accounts.add("09120000001");
  final Account reza = accounts.add("Reza@example.com");
  final Device tracker = devices.add(IMEI, "a tracker");

  final NameDevice nameDevice = new NameDevice(claims, changes.names(), devices);
  final FinishClaim finishClaim = new FinishClaim(claims, changes, devices, links, clock);
  final ApplyChanges applyChanges =
      new ApplyChanges(
          changes,
          claims,
          devices,
          nameDevice,
          new TrackerReplyParser(new PlainJsonReader()),
          Reactions.usual(),
          new RecordSeenFirmware(firmware.offers(), clock),
          journal,
          clock,
          WRITE_PAUSE);
  private final LoginParser logins = new LoginParser(new PhoneNumberParser(List.of("IR")));

  private Runnable afterLook = () -> {};
  private long lastEvent;

  RegistrationCheck registrationCheck(boolean tokenRequired) {
    return registrationCheck(devices, tokenRequired);
  }

  RegistrationCheck registrationCheck(DeviceGateway gateway, boolean tokenRequired) {
    return new RegistrationCheck(
        gateway,
        accounts,
        claims,
        new WatchedChanges(),
        new CallerCheck(accounts, owners, tokenRequired),
        logins);
  }

  /**
   * Something that happens each time after a registration check has looked up who owns the device.
   */
  void afterEachLook(Runnable event) {
    afterLook = event;
  }

  CheckDevice checkDevice() {
    return new CheckDevice(registrationCheck(false));
  }

  RegisterDevice registerDevice() {
    return registerDevice(registrationCheck(false), commands);
  }

  RegisterDevice registerDevice(
      RegistrationCheck registrationCheck, CommandGateway commandGateway) {
    return new RegisterDevice(
        registrationCheck, claims, new WatchedChanges(), links, commandGateway, finishClaim, clock);
  }

  /** Registers the tracker for a user as if it had always been theirs. */
  void belongsTo(Account owner) {
    assign(owner.id().value());
    links.link(owner.id(), tracker.id());
  }

  /** Somebody writes the owner into Traccar by hand. */
  void assign(Object assignee) {
    devices.change(tracker.id(), device -> device.with("assignee", assignee));
  }

  SessionToken tokenOf(Account user) {
    return accounts.mintToken(user.id(), Duration.ofDays(1)).orElseThrow();
  }

  /** The tracker as Traccar has it. */
  Device inTraccar() {
    return devices.inTraccar(tracker.id());
  }

  /** A tracker answers, and the answer is heard. */
  void answer(Device device, String... results) {
    for (var result : results) {
      changes
          .inbox()
          .store(List.of(new TrackerEvent(++lastEvent, device.id(), clock.now(), result)));
    }
  }

  /** The commands to the tracker, in order. */
  List<Command> orderedCommands() {
    return changes
        .commands()
        .list(Optional.of(tracker.id()), Optional.empty(), Long.MAX_VALUE, 100)
        .reversed();
  }

  void registers(Device device) {
    answer(device, "{\"cmd\":29,\"param\":{\"dm\":95}}");
  }

  Next update(Device device) {
    return applyChanges.run(device.id().toString());
  }

  Next finishClaim() {
    return finishClaim.run(tracker.id().toString());
  }

  /** Whoever waits for changes lets the job carry them out, as if another thread had done so. */
  private final class WatchedChanges implements DeviceChangeRepository {
    @Override
    public boolean awaitPatched(DeviceId device, Duration atMost) {
      applyChanges.run(device.toString());
      return true;
    }

    @Override
    public List<DeviceChange> waiting(DeviceId device, int atMost) {
      return changes.waiting(device, atMost);
    }

    @Override
    public List<Answer> handledAfter(DeviceId device, Instant time) {
      return changes.handledAfter(device, time);
    }

    @Override
    public List<DevicePatch> waitingPatches(DeviceId device, int atMost) {
      return changes.waitingPatches(device, atMost);
    }

    @Override
    public Optional<AccountId> waitingAssignee(DeviceId device) {
      var assignee = changes.waitingAssignee(device);
      afterLook.run();
      return assignee;
    }

    @Override
    public void add(DeviceId device, DevicePatch patch) {
      changes.add(device, patch);
    }

    @Override
    public Map<String, String> overflow(DeviceId device) {
      return changes.overflow(device);
    }

    @Override
    public void complete(DeviceId device, Completion completion) {
      changes.complete(device, completion);
    }
  }
}
