package peyk.adapters.traccar.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;

/**
 * A device as Traccar sent it. It is written back as a whole, so every field that is not changed
 * stays as it was read.
 */
public record DeviceJson(JsonNode json) {
  private static final String NAME = "name";
  private static final String MODEL = "model";
  private static final String ATTRIBUTES = "attributes";

  @SuppressWarnings("NullAway") // javac leaves a nested @Nullable out of a compact constructor
  Device toDomain() {
    return new Device(
        new DeviceId(LosslessJson.id(json)),
        LosslessJson.text(json, "uniqueId"),
        LosslessJson.text(json, NAME),
        Optional.of(LosslessJson.text(json, MODEL)).filter(model -> !model.isEmpty()),
        isOnline(),
        LosslessJson.values(json.path(ATTRIBUTES)));
  }

  public boolean isOnline() {
    return LosslessJson.text(json, "status").equals("online");
  }

  boolean differsFrom(Device after) {
    var before = toDomain();
    return !before.name().equals(after.name())
        || !before.model().equals(after.model())
        || !before.attributes().equals(after.attributes());
  }

  JsonNode changedTo(Device after) {
    ObjectNode changed = json.deepCopy();
    changed.put(NAME, after.name());
    changed.put(MODEL, after.model().orElse(null));
    changed.set(ATTRIBUTES, attributes(after));
    return changed;
  }

  private ObjectNode attributes(Device after) {
    var old = json.path(ATTRIBUTES);
    var attributes = LosslessJson.MAPPER.createObjectNode();
    after
        .attributes()
        .forEach((name, value) -> {
          var before = old.get(name);
          var same = before != null && Objects.equals(LosslessJson.value(before), value);
          attributes.set(name, same ? before : LosslessJson.tree(value));
        });
    return attributes;
  }
}
