package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.DevicePatch;

/**
 * Something that happened and is still to have its effect on a device in Traccar. The sequence
 * gives the order, over both kinds.
 */
public sealed interface DeviceChange {
  long sequence();

  /**
   * The tracker answered.
   *
   * @param at when Traccar received it
   */
  record Answer(long sequence, String result, Instant at) implements DeviceChange {
    @Override
    public String toString() {
      return "Answer[" + sequence + "]";
    }
  }

  /** This service wishes to change attributes. */
  record Patch(long sequence, DevicePatch patch) implements DeviceChange {}
}
