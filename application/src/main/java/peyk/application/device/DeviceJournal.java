package peyk.application.device;

import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerReply;

/** Told of what happens to devices in the background, for those who watch the service. */
public interface DeviceJournal {
  /** An answer was understood, or not, and what follows from it has been written. */
  void answered(DeviceId device, TrackerReply reply);

  /** A parameter list was too long for Traccar and is kept in our own table. */
  void overflow(DeviceId device, String attribute, int length);

  /**
   * The device's attributes are too long for Traccar even without its parameter lists: they were
   * not changed.
   */
  void attributesTooLong(DeviceId device);

  /** Traccar has no such device any more: its changes were dropped. */
  void gone(DeviceId device);
}
