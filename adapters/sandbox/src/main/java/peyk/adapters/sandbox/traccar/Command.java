package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command in the shape and order in which Traccar echoes it. */
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

  /** The answer for a queued command, which unlike the echo of a sent one has no description. */
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
