package peyk.adapters.traccar.online;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.monitoring.TraccarMetrics;
import peyk.adapters.traccar.rest.Backoff;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.OnlineListener;

/** Tells which devices are online, away from the thread that reads the socket. */
public final class OnlineReporter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(OnlineReporter.class);

  /** In the meantime others gather: nobody is in a hurry. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final OnlineBuffer buffer;
  private final OnlineListener listener;
  private final TraccarMetrics metrics;
  private final Backoff pauses;

  public OnlineReporter(
      OnlineBuffer buffer,
      OnlineListener listener,
      TraccarMetrics metrics,
      RandomGenerator random) {
    this.buffer = buffer;
    this.listener = listener;
    this.metrics = metrics;
    pauses = new Backoff(PAUSE.multipliedBy(2), LONGEST_PAUSE, random);
  }

  @Override
  public void run() {
    try {
      while (true) {
        tell(buffer.take());
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(List<DeviceId> devices) throws InterruptedException {
    try {
      listener.online(devices);
      metrics.online(devices.size());
      pauses.reset();
    } catch (StorageUnavailableException e) {
      buffer.add(devices);
      Thread.sleep(pauses.next());
    } catch (RuntimeException e) {
      log.error("new devices could not be noticed", e);
      Thread.sleep(pauses.next());
    }
  }
}
