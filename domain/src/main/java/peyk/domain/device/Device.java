package peyk.domain.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import peyk.domain.account.AccountId;
import peyk.domain.text.Digits;

/**
 * A tracker as Traccar describes it.
 *
 * @param attributes in Traccar's order; values are text, numbers, booleans, lists, maps or null
 */
public record Device(
    DeviceId id,
    String uniqueId,
    String name,
    Optional<String> model,
    boolean online,
    Map<String, @Nullable Object> attributes) {
  private static final int LONGEST_ID = 18;

  public Device {
    attributes =
        Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(attributes));
  }

  /** The user in the attribute {@code assignee}, a number or text; empty if it cannot be read. */
  public Optional<AccountId> assignee() {
    return switch (attributes.get(Attributes.ASSIGNEE)) {
      case Integer id -> Optional.of(new AccountId(id));
      case Long id -> Optional.of(new AccountId(id));
      case String text -> readId(text);
      case null, default -> Optional.empty();
    };
  }

  /** Whether the name or the unique id contains the text, whatever the letter case. */
  public boolean isNamedLike(String text) {
    return Stream.of(name, uniqueId)
        .anyMatch(own -> own.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
  }

  /** The text or the digits of an attribute; empty if it is absent, blank or of another type. */
  public Optional<String> text(String attribute) {
    return switch (attributes.get(attribute)) {
      case String text when !text.isBlank() -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      case null, default -> Optional.empty();
    };
  }

  public boolean has(String attribute) {
    return text(attribute).isPresent();
  }

  public Device with(String attribute, Object value) {
    var changed = new LinkedHashMap<String, @Nullable Object>(attributes);
    changed.put(attribute, value);
    return withAttributes(changed);
  }

  public Device without(String attribute) {
    var changed = new LinkedHashMap<String, @Nullable Object>(attributes);
    changed.remove(attribute);
    return withAttributes(changed);
  }

  public Device withAttributes(Map<String, @Nullable Object> changed) {
    return new Device(id, uniqueId, name, model, online, changed);
  }

  public Device named(String newName) {
    return new Device(id, uniqueId, newName, model, online, attributes);
  }

  public Device ofModel(String newModel) {
    return new Device(id, uniqueId, name, Optional.of(newModel), online, attributes);
  }

  private static Optional<AccountId> readId(String text) {
    var digits = text.length() > LONGEST_ID ? "" : Digits.toAscii(text.strip());
    return Digits.areAscii(digits)
        ? Optional.of(new AccountId(Long.parseLong(digits)))
        : Optional.empty();
  }

  /** Without attributes: one is a password. */
  @Override
  public String toString() {
    return "Device[" + id + "]";
  }
}
