package peyk.adapters.traccar.online;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import peyk.adapters.traccar.monitoring.TraccarMetrics;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.OnlineListener;

/**
 * The devices of which it is to be told that they are online. It never makes the reader of the
 * socket wait: of what does not fit the next link check tells.
 */
public final class OnlineBuffer {
  private static final int MOST_DEVICES = 20_000;

  private final OnlineListener listener;
  private final TraccarMetrics metrics;
  private final Set<DeviceId> devices = new LinkedHashSet<>();

  public OnlineBuffer(OnlineListener listener, TraccarMetrics metrics) {
    this.listener = listener;
    this.metrics = metrics;
  }

  public void add(long id) {
    var device = new DeviceId(id);
    if (listener.isNews(device)) {
      add(List.of(device));
    }
  }

  public synchronized void add(Collection<DeviceId> news) {
    for (var device : news) {
      if (devices.size() < MOST_DEVICES) {
        devices.add(device);
      } else if (!devices.contains(device)) {
        metrics.onlineDropped();
      }
    }
    notifyAll();
  }

  /** Waits for something to tell, and takes all there is. */
  public synchronized List<DeviceId> take() throws InterruptedException {
    while (devices.isEmpty()) {
      wait();
    }
    var taken = List.copyOf(devices);
    devices.clear();
    return taken;
  }
}
