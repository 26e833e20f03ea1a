package peyk.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import peyk.domain.device.Attributes;
import peyk.domain.device.Device;

/**
 * Which trackers something is for.
 *
 * @param models those whose model, in Traccar's field or in the attribute, is one of these; none =
 *     all
 * @param onlineOnly whether those that are not online are left out
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
