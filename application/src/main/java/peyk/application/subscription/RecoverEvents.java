package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherers;
import peyk.domain.device.DeviceId;
import peyk.domain.job.Leases;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.RecoveryRepository;
import peyk.domain.tracker.RecoveryRepository.Gap;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Fetches the answers that were missed. The inbox drops the known ones. One replica at a time does
 * it; after a failure, or another replica's end, it goes on where that stopped.
 */
public record RecoverEvents(
    EventReportGateway reports,
    SubscriptionGateway traccar,
    EventInbox inbox,
    RecoveryRepository recoveries,
    Leases leases,
    ClusterTime clock,
    Duration overlap) {
  /** The largest lead of Traccar's clock that is tolerated. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /** How long before the link of a device its answers count. */
  private static final Duration BEFORE_LINK = Duration.ofMinutes(10);

  /** Nothing is known from before the first check. Whole checks come each hour. */
  private static final Duration LONGEST_UNKNOWN = Duration.ofHours(1);

  /** The devices of one step. Steps that were done are not repeated. */
  private static final int STEP = 100;

  /** How long another replica that listens is waited for. It moves the time on with each ping. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final String LEASE = "recovery";

  /**
   * Longer than a usual step, which renews it. Whoever follows a process that died waits so long.
   */
  private static final Duration STEP_LEASE = Duration.ofSeconds(10);

  /**
   * Fetches the answers that came while no replica had a socket open, and records that everything
   * until then is stored. It asks for all devices, because Traccar may be slow to list the linked
   * ones.
   *
   * @param opened before the socket was opened
   * @param subscribed after Traccar had begun to stream to it
   * @return whether everything until {@code subscribed} is stored; if not, another replica is at
   *     it, and the call must be repeated
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; nothing is lost,
   *     and the call must be repeated
   */
  public boolean until(Instant opened, Instant subscribed) {
    var completeUntil = inbox.completeUntil();
    if (isStored(completeUntil, subscribed)) {
      return true;
    }
    var isHeardByAnother = isStored(completeUntil, opened);
    if (isHeardByAnother && clock.now().isBefore(subscribed.plus(LONGEST_WAIT))) {
      return false;
    }
    return leases.alone(LEASE, STEP_LEASE, () -> fetchUntil(opened, subscribed)).isPresent();
  }

  /** After a time of its own socket, only another replica that listens can have moved it. */
  private boolean isStored(Instant completeUntil, Instant until) {
    return completeUntil.isAfter(until) && !completeUntil.isAfter(clock.now());
  }

  private boolean fetchUntil(Instant opened, Instant subscribed) {
    var from = possible(inbox.completeUntil()).minus(overlap);
    fetchAll(Gap.SOCKET, subscribed, from, traccar.fleet().devices());
    inbox.completeUntil(opened);
    recoveries.end(Gap.SOCKET);
    return true;
  }

  /**
   * A time in the future was stored before the clock was set back, nobody knows how far. The gap is
   * at most as long as that lies ahead.
   */
  private Instant possible(Instant completeUntil) {
    var ahead = Duration.between(clock.now(), completeUntil);
    return ahead.isNegative() ? completeUntil : clock.now().minus(ahead);
  }

  /** Fetches again everything that was fetched before {@code notBefore}. */
  private void fetchAll(Gap gap, Instant notBefore, Instant from, Collection<DeviceId> devices) {
    long done = recoveries.resume(gap, notBefore, clock.now());
    devices.stream()
        .filter(device -> device.value() > done)
        .sorted(Comparator.comparingLong(DeviceId::value))
        .gather(Gatherers.windowFixed(STEP))
        .forEach(step -> fetchStep(gap, step, from));
  }

  private void fetchStep(Gap gap, List<DeviceId> step, Instant from) {
    leases.take(LEASE, STEP_LEASE);
    fetch(step, from);
    recoveries.fetched(gap, step.getLast());
  }

  /** The time from which the answers of a newly linked device count. */
  Instant beforeLink() {
    return clock.now().minus(BEFORE_LINK);
  }

  void ofNewDevices(Collection<DeviceId> devices, Instant from) {
    fetch(devices, from);
  }

  /**
   * Records whether Traccar streamed answers. The socket was open all the time, so nothing else
   * notices that gap.
   *
   * @param at when that was found out; a broken subscription is not repaired yet
   */
  void subscriptionWas(boolean whole, Instant at) {
    if (whole) {
      recoveries.wasWhole(at);
    } else {
      recoveries.wasBroken(at, at.minus(LONGEST_UNKNOWN));
    }
  }

  /**
   * Fetches the answers that Traccar did not stream, now that the subscription is repaired.
   *
   * @param devices all, and all of them linked
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; the next call goes
   *     on
   */
  void owed(Collection<DeviceId> devices) {
    recoveries
        .owedFrom()
        .ifPresent(from -> leases.alone(LEASE, STEP_LEASE, () -> fetchOwed(from, devices)));
  }

  private boolean fetchOwed(Instant from, Collection<DeviceId> devices) {
    fetchAll(Gap.SUBSCRIPTION, from, from.minus(overlap), devices);
    recoveries.end(Gap.SUBSCRIPTION);
    return true;
  }

  private void fetch(Collection<DeviceId> devices, Instant from) {
    reports.answers(devices, from, clock.now().plus(AHEAD), inbox::store);
  }
}
