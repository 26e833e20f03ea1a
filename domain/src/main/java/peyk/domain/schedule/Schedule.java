package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.command.CommandOrder;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;

/**
 * Commands that are sent to many trackers, again and again.
 *
 * @param spread the time over which the commands of one firing are spread, each tracker having its
 *     own place in it
 * @param lifetime how long each of the commands is of use
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

  /** What a firing has for one tracker, if it has anything. */
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

  /** The same each time, so that the distance between two commands to one tracker is even. */
  private Duration placeOf(DeviceId device) {
    return Duration.ofNanos((long) (spread.toNanos() * fraction(device.value())));
  }

  /** Ids in a row are scattered evenly: the last steps of SplitMix64, as a number from 0 to 1. */
  private static double fraction(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
  }
}
