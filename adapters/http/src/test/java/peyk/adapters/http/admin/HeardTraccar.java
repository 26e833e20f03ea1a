package peyk.adapters.http.admin;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.application.subscription.LinkDevices;
import peyk.application.subscription.LinkNewDevices;
import peyk.application.subscription.ProbeTraccar;
import peyk.application.subscription.ReceiveFleet;
import peyk.application.subscription.RecoverEvents;
import peyk.application.subscription.RepairSubscription;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.job.InMemoryLeases;
import peyk.domain.job.Leases;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventSource;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.InMemoryEventReportGateway;
import peyk.domain.tracker.InMemoryFleetRepository;
import peyk.domain.tracker.InMemoryRecoveryRepository;
import peyk.domain.tracker.InMemoryServerGateway;
import peyk.domain.tracker.InMemorySubscriptionGateway;
import peyk.domain.tracker.TrackerIndex;

/** A Traccar in memory, and the checks of hearing it. */
public final class HeardTraccar {
  public final InMemorySubscriptionGateway traccar = new InMemorySubscriptionGateway();
  public final InMemoryServerGateway server = new InMemoryServerGateway();

  WatchSubscription watch(ProvisioningRepository provisionings, MovableClock clock) {
    var leases = new InMemoryLeases(clock);
    var recoverEvents = recoverEvents(leases, clock);
    var receiveFleet =
        new ReceiveFleet(
            new InMemoryFleetRepository(),
            new TrackerIndex(),
            new LinkDevices(traccar, recoverEvents, EventSource.SOCKET, clock),
            new RecordExistingFleet(traccar, provisionings, clock),
            new StartProvisioning(provisionings, event -> {}, clock),
            clock);
    var repairSubscription =
        new RepairSubscription(
            new ProbeTraccar(traccar, server, EventSource.SOCKET, clock),
            new TraccarDiagnosis(
                Duration.ofSeconds(30), Duration.ofMinutes(5), Set.of("web"), EventSource.SOCKET),
            traccar,
            recoverEvents,
            receiveFleet,
            clock);
    return new WatchSubscription(
        repairSubscription,
        new LinkNewDevices(traccar, receiveFleet, leases),
        event -> {},
        clock,
        new WatchSubscription.Intervals(Duration.ofHours(1), Duration.ofMinutes(2)));
  }

  private RecoverEvents recoverEvents(Leases leases, ClusterTime clock) {
    return new RecoverEvents(
        new InMemoryEventReportGateway(),
        traccar,
        new InMemoryDeviceChangeRepository(clock, new InMemoryJobs()).inbox(),
        new InMemoryRecoveryRepository(),
        leases,
        clock,
        Duration.ofMinutes(5));
  }

  void devices(long... ids) {
    for (var id : ids) {
      traccar.add(new DeviceId(id));
    }
  }

  /** The devices that are not linked. */
  List<DeviceId> unlinked() {
    var linked = traccar.linkedDevices();
    return traccar.fleet().devices().stream().filter(one -> !linked.contains(one)).toList();
  }
}
