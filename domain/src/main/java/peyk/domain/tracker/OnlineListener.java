package peyk.domain.tracker;

import java.util.Collection;
import peyk.domain.device.DeviceId;

/** Wants to know of each device that comes online for the first time. */
public interface OnlineListener {
  /**
   * Whether to tell that a device is online; no, if that is known to be nothing new. Asked with
   * every message of every tracker, it must cost next to nothing.
   */
  boolean isNews(DeviceId device);

  /**
   * Takes note of devices that are online, which may take a moment. They may have been told before.
   *
   * @throws peyk.domain.StorageUnavailableException if no note can be taken now; it is to be told
   *     again
   */
  void online(Collection<DeviceId> devices);
}
