package peyk.adapters.http.admin;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.application.subscription.LinkDevices;
import peyk.application.subscription.LinkNewDevices;
import peyk.application.subscription.ProbeTraccar;
import peyk.application.subscription.RecoverEvents;
import peyk.application.subscription.RepairSubscription;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.InMemoryEventReportGateway;
import peyk.domain.tracker.InMemoryServerGateway;
import peyk.domain.tracker.InMemorySubscriptionGateway;

/** A Traccar in memory, and the checks of hearing it. */
public final class HeardTraccar {
  public final InMemorySubscriptionGateway traccar = new InMemorySubscriptionGateway();
  public final InMemoryServerGateway server = new InMemoryServerGateway();

  WatchSubscription watch(ProvisioningRepository provisionings, MovableClock clock) {
    var linkDevices = new LinkDevices(traccar, recoverEvents(clock), clock);
    var recordExistingFleet = new RecordExistingFleet(traccar, provisionings, clock);
    var startProvisioning = new StartProvisioning(provisionings, event -> {}, clock);
    var repairSubscription =
        new RepairSubscription(
            new ProbeTraccar(traccar, server, clock),
            new TraccarDiagnosis(Duration.ofSeconds(30), Duration.ofMinutes(5), Set.of("web")),
            traccar,
            linkDevices,
            recordExistingFleet,
            startProvisioning,
            clock);
    return new WatchSubscription(
        repairSubscription,
        new LinkNewDevices(traccar, linkDevices, recordExistingFleet, startProvisioning),
        event -> {},
        clock,
        new WatchSubscription.Intervals(Duration.ofHours(1), Duration.ofMinutes(2)));
  }

  private RecoverEvents recoverEvents(ClusterTime clock) {
    var inbox = new InMemoryDeviceChangeRepository(clock, new InMemoryJobs()).inbox();
    return new RecoverEvents(
        new InMemoryEventReportGateway(), traccar, inbox, clock, Duration.ofMinutes(5));
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
