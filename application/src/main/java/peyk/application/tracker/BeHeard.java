package peyk.application.tracker;

import java.time.InstantSource;
import peyk.application.provisioning.KnowFleet;
import peyk.application.provisioning.NoticeDevices;
import peyk.domain.checkup.TraccarCheckup;
import peyk.domain.checkup.TraccarCheckup.Repair;
import peyk.domain.tracker.ListeningGateway;

/**
 * Makes sure that Traccar streams trackers' answers to this service: its own user needs one
 * notification for each event type and a link to every device. Repairs what is missing; meant to be
 * done again and again. On the way it sees which devices are online: the socket does not tell of
 * those that were linked after it was opened.
 */
public final class BeHeard {
  private final ExamineTraccar examineTraccar;
  private final TraccarCheckup checkup;
  private final ListeningGateway traccar;
  private final LinkDevices linkDevices;
  private final KnowFleet knowFleet;
  private final NoticeDevices noticeDevices;
  private final InstantSource clock;

  public BeHeard(
      ExamineTraccar examineTraccar,
      TraccarCheckup checkup,
      ListeningGateway traccar,
      LinkDevices linkDevices,
      KnowFleet knowFleet,
      NoticeDevices noticeDevices,
      InstantSource clock) {
    this.examineTraccar = examineTraccar;
    this.checkup = checkup;
    this.traccar = traccar;
    this.linkDevices = linkDevices;
    this.knowFleet = knowFleet;
    this.noticeDevices = noticeDevices;
    this.clock = clock;
  }

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked, which is done
   *     first: while it is away, Traccar is spared
   */
  public Hearing check() {
    var at = clock.instant();
    var fleetKnown = knowFleet.isKnown();
    var view = examineTraccar.look();
    view.listener().ifPresent(listener -> repair(listener, fleetKnown));
    return new Hearing(at, view.facts(), checkup.findings(view.facts(), Repair.DONE));
  }

  /**
   * What an earlier check found, with what can be told without asking as it is now: how late
   * answers come shows only after some have come.
   */
  Hearing measuredAgain(Hearing earlier) {
    var facts = examineTraccar.measureAgain(earlier.facts());
    return new Hearing(earlier.at(), facts, checkup.findings(facts, Repair.DONE));
  }

  private void repair(TraccarView.Listener listener, boolean fleetKnown) {
    listener.missingNotifications().forEach(traccar::addNotification);
    listener.surplusNotifications().forEach(surplus -> traccar.removeNotification(surplus.id()));
    var fleet = listener.fleet();
    linkDevices.link(fleet.devices(), listener.linked());
    if (!fleetKnown) {
      knowFleet.ensure(fleet);
    }
    noticeDevices.online(fleet.online());
  }
}
