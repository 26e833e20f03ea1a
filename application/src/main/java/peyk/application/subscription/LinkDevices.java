package peyk.application.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Gatherers;
import peyk.domain.device.DeviceId;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventSource;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Links devices to this service's own user and remembers them, because listing linked devices takes
 * Traccar much longer than listing all devices. It links batch by batch and stops after some time;
 * the next call goes on. If events come by Kafka, no device needs a link.
 */
public final class LinkDevices {
  private static final int BATCH = 500;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final SubscriptionGateway traccar;
  private final RecoverNewDevices recoverNewDevices;
  private final RecoverEvents recoverEvents;
  private final EventSource source;
  private final ClusterTime clock;
  private final Set<DeviceId> linked = new HashSet<>();
  private volatile int unlinked;

  public LinkDevices(
      SubscriptionGateway traccar,
      RecoverEvents recoverEvents,
      EventSource source,
      ClusterTime clock) {
    this.traccar = traccar;
    this.recoverNewDevices = new RecoverNewDevices(recoverEvents);
    this.recoverEvents = recoverEvents;
    this.source = source;
    this.clock = clock;
  }

  /**
   * Links the devices that are not linked, and fetches their earlier answers.
   *
   * @param devices all there are
   * @param known the linked ones, as Traccar just listed them
   * @return how many were linked
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  int link(Collection<DeviceId> devices, Set<DeviceId> known) {
    linked.clear();
    linked.addAll(known);
    return linkNew(devices);
  }

  /** Links the devices that are not known to be linked. */
  int linkNew(Collection<DeviceId> devices) {
    if (source == EventSource.KAFKA) {
      return 0;
    }
    var missing = new ArrayList<>(devices);
    missing.removeIf(linked::contains);
    unlinked = missing.size();
    recoverNewDevices.owe(missing);
    var end = clock.now().plus(LONGEST);
    missing.stream()
        .gather(Gatherers.windowFixed(BATCH))
        .takeWhile(_ -> clock.now().isBefore(end))
        .forEach(this::link);
    recoverNewDevices.owed(Set.copyOf(devices));
    return missing.size() - unlinked;
  }

  private synchronized void link(Collection<DeviceId> batch) {
    traccar.link(batch);
    linked.addAll(batch);
    unlinked -= batch.size();
  }

  /**
   * Fetches the answers that were missed because the subscription was not whole, once all devices
   * are linked. If events come by Kafka now, its topic may lack what came before Traccar forwarded.
   */
  void recoverOwed(Collection<DeviceId> devices) {
    if (unlinked == 0) {
      recoverEvents.owed(devices);
    }
  }

  /** The number of devices that are not linked yet. */
  public int unlinked() {
    return unlinked;
  }
}
