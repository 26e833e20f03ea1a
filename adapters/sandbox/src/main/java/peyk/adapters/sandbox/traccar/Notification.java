package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notification with the fields and the order of Traccar's JSON. */
final class Notification {
  private static final String WEB = "web";

  long id;

  @JsonSetter(nulls = Nulls.SKIP)
  Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  @Nullable String description;
  long calendarId;
  boolean always;
  @Nullable String type;
  long commandId;
  @Nullable String notificators;

  /** Whether it sends events to the web socket. Other notificators send mail or texts. */
  boolean isForWeb() {
    return notificatorTypes().contains(WEB);
  }

  List<String> notificatorTypes() {
    return notificators == null
        ? List.of()
        : Arrays.stream(notificators.split("[ ,]", -1)).filter(type -> !type.isEmpty()).toList();
  }
}
