package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.command.CommandOrder;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;

/**
 * Commands that are sent to many trackers repeatedly.
 *
 * @param spread the time over which a firing's commands are spread, each tracker at its own offset
 * @param lifetime the time until an unsent command expires
 */
public record Schedule(
    ScheduleName name,
    Recurrence recurrence,
    ScheduledCommand command,
    Audience audience,
    Duration spread,
    Duration lifetime) {
  public Schedule {
    if (spread.isNegative() || !lifetime.isPositive()) {
      throw new IllegalArgumentException("commands are spread over some time and live for some");
    }
  }

  /** The command of a firing for one tracker, if any. */
  public Optional<CommandOrder> orderFor(Device device, Firing firing, Instant now) {
    return audience.includes(device, now)
        ? command.of(device, now).map(text -> order(device.id(), text, firing, now))
        : Optional.empty();
  }

  private CommandOrder order(DeviceId device, CommandText text, Firing firing, Instant now) {
    var place = firing.byHand() ? now : firing.begunAt().plus(placeOf(device));
    var notBefore = place.isAfter(now) ? place : now;
    return new CommandOrder(device, text, firing.origin(), notBefore, notBefore.plus(lifetime));
  }

  /** A constant offset, so that commands to one tracker have even distances. */
  private Duration placeOf(DeviceId device) {
    return Duration.ofNanos((long) (spread.toNanos() * fraction(device.value())));
  }

  /** A fraction from 0 to 1 that scatters consecutive ids evenly: the last steps of SplitMix64. */
  private static double fraction(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
  }
}
