package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import peyk.application.monitoring.RecordingJournal;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.job.InMemoryLeases;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.EventSource;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.InMemoryEventInbox;
import peyk.domain.tracker.InMemoryEventReportGateway;
import peyk.domain.tracker.InMemoryFleetRepository;
import peyk.domain.tracker.InMemoryRecoveryRepository;
import peyk.domain.tracker.InMemoryServerGateway;
import peyk.domain.tracker.InMemorySubscriptionGateway;
import peyk.domain.tracker.TrackerEvent;
import peyk.domain.tracker.TrackerIndex;

/** A Traccar that remembers answers, and an inbox for them. */
final class ListeningWorld {
  static final Duration OVERLAP = Duration.ofMinutes(5);
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventSource source;
  final MovableClock clock;
  final InMemorySubscriptionGateway traccar;
  final InMemoryEventReportGateway reports;
  final InMemoryEventInbox inbox;
  final InMemoryProvisioningRepository provisionings;
  final RecordingJournal journal = new RecordingJournal();
  final InMemoryServerGateway server = new InMemoryServerGateway();
  final InMemoryFleetRepository fleets;
  final InMemoryRecoveryRepository recoveries;
  final InMemoryLeases leases;
  final TrackerIndex trackers = new TrackerIndex();
  final RecoverEvents recoverEvents;
  final LinkDevices linkDevices;
  final RepairSubscription repairSubscription;
  final LinkNewDevices linkNewDevices;

  ListeningWorld() {
    this(EventSource.SOCKET);
  }

  ListeningWorld(EventSource source) {
    this.source = source;
    clock = new MovableClock();
    traccar = new InMemorySubscriptionGateway();
    reports = new InMemoryEventReportGateway();
    inbox = new InMemoryDeviceChangeRepository(clock, new InMemoryJobs()).inbox();
    provisionings = new InMemoryProvisioningRepository(new InMemoryJobs());
    fleets = new InMemoryFleetRepository();
    recoveries = new InMemoryRecoveryRepository();
    leases = new InMemoryLeases(clock);
    recoverEvents = recoverEvents(reports);
    linkDevices = new LinkDevices(traccar, recoverEvents, source, clock);
    var receiveFleet = receiveFleet();
    repairSubscription = repairSubscription(receiveFleet);
    linkNewDevices = new LinkNewDevices(traccar, receiveFleet, leases);
  }

  /** Another replica, beside the same Traccar and on the same database. */
  private ListeningWorld(ListeningWorld other) {
    source = other.source;
    clock = other.clock;
    traccar = other.traccar;
    reports = other.reports;
    inbox = other.inbox;
    provisionings = other.provisionings;
    fleets = other.fleets;
    recoveries = other.recoveries;
    leases = other.leases.other();
    recoverEvents = recoverEvents(reports);
    linkDevices = new LinkDevices(traccar, recoverEvents, source, clock);
    var receiveFleet = receiveFleet();
    repairSubscription = repairSubscription(receiveFleet);
    linkNewDevices = new LinkNewDevices(traccar, receiveFleet, leases);
  }

  ListeningWorld replica() {
    return new ListeningWorld(this);
  }

  RecoverEvents recoverEvents(EventReportGateway from) {
    return new RecoverEvents(from, traccar, inbox, recoveries, leases, clock, OVERLAP);
  }

  private ReceiveFleet receiveFleet() {
    return new ReceiveFleet(
        fleets,
        trackers,
        linkDevices,
        new RecordExistingFleet(traccar, provisionings, clock),
        new StartProvisioning(provisionings, journal, clock),
        clock);
  }

  private RepairSubscription repairSubscription(ReceiveFleet receiveFleet) {
    return new RepairSubscription(
        new ProbeTraccar(traccar, server, source, clock),
        new TraccarDiagnosis(PATIENCE, OVERLAP, Set.of("web"), source),
        traccar,
        recoverEvents,
        receiveFleet,
        clock);
  }

  private long lastEvent;

  DeviceId device(long id) {
    var device = new DeviceId(id);
    traccar.add(device);
    return device;
  }

  DeviceId onlineDevice(long id) {
    var device = device(id);
    traccar.online(device);
    return device;
  }

  DeviceId linkedDevice(long id) {
    var device = device(id);
    traccar.link(List.of(device));
    return device;
  }

  /** An answer that was given while nobody listened. */
  TrackerEvent missed(DeviceId device, Instant at) {
    var event = new TrackerEvent(++lastEvent, device, at, "PASS:1234");
    reports.add(event);
    return event;
  }
}
