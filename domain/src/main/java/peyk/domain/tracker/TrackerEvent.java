package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.DeviceId;

/**
 * A tracker's answer as Traccar reports it.
 *
 * @param id Traccar's event id; 0 for all answers that were too long for Traccar to store
 * @param at the time at which Traccar received it
 * @param result the tracker's text
 */
public record TrackerEvent(long id, DeviceId device, Instant at, String result) {
  /** The answer may hold a password. */
  @Override
  public String toString() {
    return "TrackerEvent[id=" + id + ", device=" + device + ", at=" + at + "]";
  }
}
