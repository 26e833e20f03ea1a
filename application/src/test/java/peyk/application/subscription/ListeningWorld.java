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
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.InMemoryEventInbox;
import peyk.domain.tracker.InMemoryEventReportGateway;
import peyk.domain.tracker.InMemoryServerGateway;
import peyk.domain.tracker.InMemorySubscriptionGateway;
import peyk.domain.tracker.TrackerEvent;

/** A Traccar that remembers answers, and an inbox for them. */
final class ListeningWorld {
  static final Duration OVERLAP = Duration.ofMinutes(5);
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final MovableClock clock = new MovableClock();
  final InMemorySubscriptionGateway traccar = new InMemorySubscriptionGateway();
  final InMemoryEventReportGateway reports = new InMemoryEventReportGateway();
  final InMemoryEventInbox inbox =
      new InMemoryDeviceChangeRepository(clock, new InMemoryJobs()).inbox();
  final RecoverEvents recoverEvents = new RecoverEvents(reports, traccar, inbox, clock, OVERLAP);
  final InMemoryProvisioningRepository provisionings =
      new InMemoryProvisioningRepository(new InMemoryJobs());
  final RecordingJournal journal = new RecordingJournal();
  final InMemoryServerGateway server = new InMemoryServerGateway();
  final LinkDevices linkDevices = new LinkDevices(traccar, recoverEvents, clock);
  final RepairSubscription repairSubscription;
  final LinkNewDevices linkNewDevices;

  ListeningWorld() {
    var recordExistingFleet = new RecordExistingFleet(traccar, provisionings, clock);
    var startProvisioning = new StartProvisioning(provisionings, journal, clock);
    repairSubscription =
        new RepairSubscription(
            new ProbeTraccar(traccar, server, clock),
            new TraccarDiagnosis(PATIENCE, OVERLAP, Set.of("web")),
            traccar,
            linkDevices,
            recordExistingFleet,
            startProvisioning,
            clock);
    linkNewDevices =
        new LinkNewDevices(traccar, linkDevices, recordExistingFleet, startProvisioning);
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
