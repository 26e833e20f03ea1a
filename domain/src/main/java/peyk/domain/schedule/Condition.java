package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import peyk.domain.device.Device;
import peyk.domain.text.LocalDates;

/** What has to be true of a device in Traccar before its tracker is sent something. */
public sealed interface Condition {
  boolean holds(Device device, Instant now);

  /** None of these attributes is there. */
  record Missing(List<String> attributes) implements Condition {
    public Missing {
      attributes = List.copyOf(attributes);
    }

    @Override
    public boolean holds(Device device, Instant now) {
      return attributes.stream().noneMatch(device::has);
    }
  }

  /** All of these attributes are there. */
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
   * The time in this attribute is at least so long ago, or is not there or cannot be read.
   *
   * @param dates how times are written there ({@code yyyy-MM-dd HH:mm:ss})
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
