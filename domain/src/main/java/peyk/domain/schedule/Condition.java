package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import peyk.domain.device.Device;
import peyk.domain.text.LocalDates;

/** A condition on a device in Traccar. */
public sealed interface Condition {
  boolean holds(Device device, Instant now);

  /** None of these attributes is present. */
  record Missing(List<String> attributes) implements Condition {
    public Missing {
      attributes = List.copyOf(attributes);
    }

    @Override
    public boolean holds(Device device, Instant now) {
      return attributes.stream().noneMatch(device::has);
    }
  }

  /** All of these attributes are present. */
  record Present(List<String> attributes) implements Condition {
    public Present {
      attributes = List.copyOf(attributes);
    }

    @Override
    public boolean holds(Device device, Instant now) {
      return attributes.stream().allMatch(device::has);
    }
  }

  /**
   * The time in this attribute is at least this long ago, absent or unreadable.
   *
   * @param dates reads the attribute ({@code yyyy-MM-dd HH:mm:ss})
   */
  record Older(String attribute, Duration age, LocalDates dates) implements Condition {
    @Override
    public boolean holds(Device device, Instant now) {
      return device
          .text(attribute)
          .flatMap(dates::readYearFirst)
          .filter(time -> now.isBefore(time.plus(age)))
          .isEmpty();
    }
  }
}
