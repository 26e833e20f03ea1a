package peyk.adapters.traccar.socket;

import io.helidon.metrics.api.Counter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.application.monitoring.Metric;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.time.Backoff;
import peyk.domain.tracker.OnlineListener;

/**
 * Reports which devices are online, in a thread of its own. The reader of the socket never waits
 * for it: devices that do not fit are left to the next link check.
 */
final class OnlineReporter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(OnlineReporter.class);
  private static final int MOST_WAITING = 20_000;

  /** Between reports, so that devices gather. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final Backoff BACKOFF = new Backoff(PAUSE.multipliedBy(2), Duration.ofSeconds(10));

  private final OnlineListener listener;
  private final Counter reported;
  private final Counter dropped;
  private final RandomGenerator random;
  private final Set<DeviceId> waiting = new LinkedHashSet<>();
  private int failures;

  OnlineReporter(OnlineListener listener, Meters meters, RandomGenerator random) {
    this.listener = listener;
    reported = meters.counter(Metric.TRACCAR_DEVICES_ONLINE);
    dropped = meters.counter(Metric.TRACCAR_DEVICES_ONLINE_DROPPED);
    this.random = random;
  }

  /** Takes a device that is online, unless that is known. */
  void add(long id) {
    var device = new DeviceId(id);
    if (listener.isNews(device)) {
      add(List.of(device));
    }
  }

  private synchronized void add(Collection<DeviceId> devices) {
    for (var device : devices) {
      if (waiting.size() < MOST_WAITING) {
        waiting.add(device);
      } else if (!waiting.contains(device)) {
        dropped.increment();
      }
    }
    notifyAll();
  }

  /** Waits for a device, then takes all. */
  synchronized List<DeviceId> take() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    var taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  @Override
  public void run() {
    try {
      while (true) {
        report(take());
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(List<DeviceId> devices) throws InterruptedException {
    try {
      listener.online(devices);
      reported.increment(devices.size());
      failures = 0;
    } catch (StorageUnavailableException e) {
      add(devices);
      Thread.sleep(BACKOFF.pause(++failures, random));
    } catch (RuntimeException | Error e) {
      log.error("devices that are online could not be reported", e);
      Thread.sleep(BACKOFF.pause(++failures, random));
    }
  }
}
