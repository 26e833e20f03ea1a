package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.DeviceId;

/**
 * A tracker's answer as Traccar reports it.
 *
 * @param id Traccar's event id; 0 for an answer that was too long for Traccar to keep, and many
 *     share it
 * @param at when Traccar received it
 * @param result what the tracker said
 */
public record TrackerEvent(long id, DeviceId device, Instant at, String result) {
  /** The answer may hold a password: it is not shown. */
  @Override
  public String toString() {
    return "TrackerEvent[id=" + id + ", device=" + device + ", at=" + at + "]";
  }
}
