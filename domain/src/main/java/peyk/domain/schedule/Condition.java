package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import peyk.domain.device.Device;
import peyk.domain.text.LocalDates;

/** A condition on a device in Traccar. */
public sealed interface Condition {
  /** None of these attributes is present. */
  record Missing(List<String> attributes) implements Condition {}

  /** All of these attributes are present. */
  record Present(List<String> attributes) implements Condition {}

  /**
   * The time in this attribute is at least this long ago, absent or unreadable.
   *
   * @param dates reads the attribute ({@code yyyy-MM-dd HH:mm:ss})
   */
  record Older(String attribute, Duration age, LocalDates dates) implements Condition {}

  default boolean holds(Device device, Instant now) {
    return switch (this) {
      case Missing(var attributes) -> attributes.stream().noneMatch(device::has);
      case Present(var attributes) -> attributes.stream().allMatch(device::has);
      case Older(var attribute, var age, var dates) ->
          !dates.isYoungerThan(age, device.text(attribute), now);
    };
  }
}
