package peyk.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import peyk.domain.device.Attributes;
import peyk.domain.device.Device;

/**
 * The trackers that a schedule addresses.
 *
 * @param models models in Traccar's field or in the attribute; empty = all
 * @param onlineOnly whether offline trackers are excluded
 * @param conditions all of them have to hold
 */
public record Audience(Set<String> models, boolean onlineOnly, List<Condition> conditions) {
  public Audience {
    models = Set.copyOf(models);
    conditions = List.copyOf(conditions);
  }

  public boolean includes(Device device, Instant now) {
    return (device.online() || !onlineOnly)
        && isOfModel(device)
        && conditions.stream().allMatch(condition -> condition.holds(device, now));
  }

  private boolean isOfModel(Device device) {
    return models.isEmpty()
        || device.model().filter(models::contains).isPresent()
        || device.text(Attributes.MODEL).filter(models::contains).isPresent();
  }
}
