package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.DevicePatch;

/**
 * A change that waits to be written to a device in Traccar. The sequence orders changes of both
 * kinds.
 */
public sealed interface DeviceChange {
  long sequence();

  /**
   * An answer of the tracker.
   *
   * @param at the time at which Traccar received it
   */
  record Answer(long sequence, String result, Instant at) implements DeviceChange {
    @Override
    public String toString() {
      return "Answer[" + sequence + "]";
    }
  }

  /** A change of attributes by this service. */
  record Patch(long sequence, DevicePatch patch) implements DeviceChange {}
}
