package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of devices with the fields of Traccar's JSON. {@code groupId} is its parent. */
final class Group {
  long id;

  @JsonSetter(nulls = Nulls.SKIP)
  Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  long groupId;
  long calendarId;
  @Nullable String name;
}
