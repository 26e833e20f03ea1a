package peyk.domain.tracker;

import java.util.Collection;
import peyk.domain.device.DeviceId;

/** Learns of devices that come online for the first time. */
public interface OnlineListener {
  /**
   * False if the device is known. Called for every message of every tracker, so it must be cheap.
   */
  boolean isNews(DeviceId device);

  /**
   * Handles devices that are online, perhaps repeatedly. May take a moment.
   *
   * @throws peyk.domain.StorageUnavailableException if they cannot be stored now; the caller
   *     repeats
   */
  void online(Collection<DeviceId> devices);
}
