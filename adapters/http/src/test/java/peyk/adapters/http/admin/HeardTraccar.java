package peyk.adapters.http.admin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import peyk.application.provisioning.KnowFleet;
import peyk.application.provisioning.NoticeDevices;
import peyk.application.provisioning.ProvisioningJournal;
import peyk.application.tracker.BeHeard;
import peyk.application.tracker.ExamineTraccar;
import peyk.application.tracker.Hearing;
import peyk.application.tracker.HearingJournal;
import peyk.application.tracker.LinkDevices;
import peyk.application.tracker.RecoverEvents;
import peyk.application.tracker.WatchHearing;
import peyk.application.tracker.WelcomeNewDevices;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.checkup.Finding;
import peyk.domain.checkup.TraccarCheckup;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.InMemoryEventReportGateway;
import peyk.domain.tracker.InMemoryListeningGateway;
import peyk.domain.tracker.InMemoryServerGateway;

/** A Traccar in memory, and the checks of hearing it. */
final class HeardTraccar {
  final InMemoryListeningGateway traccar = new InMemoryListeningGateway();
  final InMemoryServerGateway server = new InMemoryServerGateway();

  WatchHearing watch(ProvisioningRepository provisionings, MovableClock clock) {
    var linkDevices = new LinkDevices(traccar, recoverEvents(clock));
    var knowFleet = new KnowFleet(traccar, provisionings, clock);
    var noticeDevices = new NoticeDevices(provisionings, new Silence(), clock);
    var beHeard =
        new BeHeard(
            new ExamineTraccar(traccar, server, clock),
            new TraccarCheckup(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            traccar,
            linkDevices,
            knowFleet,
            noticeDevices,
            clock);
    return new WatchHearing(
        beHeard,
        new WelcomeNewDevices(traccar, linkDevices, knowFleet, noticeDevices),
        new Silence(),
        clock,
        new WatchHearing.Intervals(Duration.ofHours(1), Duration.ofMinutes(2)));
  }

  private RecoverEvents recoverEvents(InstantSource clock) {
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

  private static final class Silence implements ProvisioningJournal, HearingJournal {
    @Override
    public void begun(DeviceId device) {}

    @Override
    public void done(DeviceId device) {}

    @Override
    public void gaveUp(DeviceId device, ProvisioningStep at) {}

    @Override
    public void gone(DeviceId device) {}

    @Override
    public void checked(Hearing hearing, WatchHearing.State before) {}

    @Override
    public void changed(List<Finding> news) {}

    @Override
    public void linked(WelcomeNewDevices.Seen seen) {}

    @Override
    public void failed(String why) {}
  }
}
