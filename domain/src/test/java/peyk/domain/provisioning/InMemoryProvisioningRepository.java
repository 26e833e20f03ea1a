package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import peyk.domain.InMemoryJobs;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;

/** Provisionings in memory, with jobs of the kind {@code provision} named after the device. */
public final class InMemoryProvisioningRepository implements ProvisioningRepository {
  private final InMemoryJobs jobs;
  private final Set<DeviceId> known = new HashSet<>();
  private final TreeMap<Long, Provisioning> provisionings = new TreeMap<>();
  private boolean fleetKnown;
  private boolean away;

  public InMemoryProvisioningRepository(InMemoryJobs jobs) {
    this.jobs = jobs;
  }

  /** From now on this memory cannot be asked whether the fleet is known, or can again. */
  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public synchronized boolean isFleetKnown() {
    if (away) {
      throw new StorageUnavailableException("the database is out of reach");
    }
    return fleetKnown;
  }

  @Override
  public synchronized void know(Collection<DeviceId> devices, Instant now) {
    known.addAll(devices);
  }

  @Override
  public synchronized void fleetKnown() {
    fleetKnown = true;
  }

  @Override
  public synchronized Set<DeviceId> cameOnline(Collection<DeviceId> devices, Instant now) {
    var fresh = new LinkedHashSet<DeviceId>();
    if (fleetKnown) {
      devices.stream().filter(known::add).forEach(fresh::add);
      fresh.forEach(device -> begin(device, now));
    }
    return fresh;
  }

  @Override
  public synchronized void restart(DeviceId device, Instant now) {
    known.add(device);
    provisionings.put(device.value(), Provisioning.begin(device, now));
    jobs.bringForward(JobKind.PROVISION, device.toString(), now);
  }

  private void begin(DeviceId device, Instant now) {
    provisionings.put(device.value(), Provisioning.begin(device, now));
    jobs.wake(JobKind.PROVISION, device.toString(), now);
  }

  @Override
  public synchronized Optional<Provisioning> find(DeviceId device) {
    return Optional.ofNullable(provisionings.get(device.value()));
  }

  @Override
  public synchronized boolean save(Provisioning before, Provisioning after) {
    return provisionings.replace(before.device().value(), before, after);
  }

  @Override
  public synchronized List<Provisioning> list(
      Optional<ProvisioningStep> step, long after, int atMost) {
    return provisionings.tailMap(after, false).values().stream()
        .filter(provisioning -> step.isEmpty() || step.get() == provisioning.step())
        .limit(atMost)
        .toList();
  }
}
