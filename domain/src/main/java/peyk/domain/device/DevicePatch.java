package peyk.domain.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.domain.account.AccountId;

/**
 * A change of some attributes of a device in Traccar, independent of their present values.
 *
 * @param set attributes to put: text or numbers
 * @param drop attributes to remove
 */
public record DevicePatch(Map<String, Object> set, List<String> drop) {
  public DevicePatch {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    drop = List.copyOf(drop);
  }

  public static DevicePatch assign(AccountId owner) {
    return new DevicePatch(Map.of(Attributes.ASSIGNEE, owner.value()), List.of());
  }

  public Device applyTo(Device device) {
    var changed = new LinkedHashMap<String, @Nullable Object>(device.attributes());
    drop.forEach(changed::remove);
    changed.putAll(set);
    return device.withAttributes(changed);
  }

  public Optional<AccountId> assignee() {
    return set.get(Attributes.ASSIGNEE) instanceof Number id
        ? Optional.of(new AccountId(id.longValue()))
        : Optional.empty();
  }

  /** Without values: one may be a password. */
  @Override
  public String toString() {
    return "DevicePatch[set=" + set.keySet() + ", drop=" + drop + "]";
  }
}
