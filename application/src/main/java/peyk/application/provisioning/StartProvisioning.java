package peyk.application.provisioning;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.ProvisioningStarted;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.OnlineListener;

/**
 * Starts the provisioning of devices that come online for the first time. Most reports are no news,
 * so it remembers the devices that it has asked the repository about.
 */
public final class StartProvisioning implements OnlineListener {
  private static final int BATCH = 10_000;

  /** Some 60 bytes each. */
  private static final int MOST_REMEMBERED = 1_000_000;

  private final ProvisioningRepository provisionings;
  private final Journal journal;
  private final ClusterTime clock;
  private final Set<DeviceId> remembered = ConcurrentHashMap.newKeySet();
  private volatile boolean fleetKnown;

  public StartProvisioning(
      ProvisioningRepository provisionings, Journal journal, ClusterTime clock) {
    this.provisionings = provisionings;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public boolean isNews(DeviceId device) {
    return !remembered.contains(device);
  }

  /** Until the fleet is recorded this has no effect. Online devices are reported again later. */
  @Override
  public void online(Collection<DeviceId> devices) {
    if (!isFleetKnown()) {
      return;
    }
    devices.stream().filter(this::isNews).gather(Gatherers.windowFixed(BATCH)).forEach(this::ask);
  }

  private boolean isFleetKnown() {
    if (!fleetKnown) {
      fleetKnown = provisionings.isFleetKnown();
    }
    return fleetKnown;
  }

  private void ask(List<DeviceId> devices) {
    provisionings.cameOnline(devices, clock.now()).stream()
        .map(ProvisioningStarted::new)
        .forEach(journal::record);
    if (remembered.size() + devices.size() > MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.addAll(devices);
  }
}
