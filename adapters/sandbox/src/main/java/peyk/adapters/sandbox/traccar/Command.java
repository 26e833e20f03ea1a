package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command with the fields and the order of Traccar's JSON. */
final class Command {
  long id;

  @JsonSetter(nulls = Nulls.SKIP)
  Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  long deviceId;
  @Nullable String type;
  boolean textChannel;
  @Nullable String description;

  String data() {
    return attributes.get("data") instanceof String text ? text : "";
  }

  boolean noQueue() {
    return Boolean.TRUE.equals(attributes.get("noQueue"));
  }

  /** The response for a queued command. It has no description, unlike that for a sent one. */
  record Queued(
      long id,
      Map<String, @Nullable Object> attributes,
      long deviceId,
      @Nullable String type,
      boolean textChannel) {}

  Queued queuedAs(long id) {
    return new Queued(id, attributes, deviceId, type, textChannel);
  }
}
