package peyk.adapters.traccar.device;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.DeviceId;

/** Devices that calls of this process look after, each device by one call at a time. */
final class HeldDevices {
  private final Set<DeviceId> held = new HashSet<>();

  /**
   * Works on devices once no other call does.
   *
   * @throws GatewayUnavailableException if the thread is interrupted meanwhile
   */
  void with(Collection<DeviceId> devices, Runnable work) {
    take(devices);
    try {
      work.run();
    } finally {
      release(devices);
    }
  }

  private synchronized void take(Collection<DeviceId> devices) {
    try {
      while (!Collections.disjoint(held, devices)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayUnavailableException("interrupted while another call links a device", e);
    }
    held.addAll(devices);
  }

  synchronized boolean tryToTake(DeviceId device) {
    return held.add(device);
  }

  synchronized void release(Collection<DeviceId> devices) {
    devices.forEach(held::remove);
    notifyAll();
  }
}
