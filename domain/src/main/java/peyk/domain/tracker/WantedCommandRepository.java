package peyk.domain.tracker;

import java.util.Optional;
import peyk.domain.device.DeviceId;

/**
 * The commands that wait to be sent, in order; the first wakes the job that sends a device's
 * commands.
 */
public interface WantedCommandRepository {
  /** The oldest that waits for a device. */
  Optional<WantedCommand> next(DeviceId device);

  /** It was sent, or has expired. */
  void remove(WantedCommand command);
}
