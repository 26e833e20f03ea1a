package peyk.adapters.traccar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.OnlineListener;

/** Remembers the devices that were reported; can be unavailable, and can fail. */
public final class RecordingOnlineListener implements OnlineListener {
  private final Set<DeviceId> known = ConcurrentHashMap.newKeySet();
  private final List<DeviceId> told = new ArrayList<>();
  private volatile boolean away;
  private volatile boolean stumbling;
  private int attempts;

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
    stumbling = false;
  }

  public void stumble() {
    stumbling = true;
  }

  public synchronized List<DeviceId> told() {
    return List.copyOf(told);
  }

  /** The number of calls, whether they failed or not. */
  public synchronized int attempts() {
    return attempts;
  }

  @Override
  public boolean isNews(DeviceId device) {
    return !known.contains(device);
  }

  @Override
  public synchronized void online(Collection<DeviceId> devices) {
    attempts++;
    if (away) {
      throw new StorageUnavailableException("the database is away", new RuntimeException());
    }
    if (stumbling) {
      throw new IllegalStateException("an error of our own");
    }
    told.addAll(devices);
    known.addAll(devices);
  }
}
