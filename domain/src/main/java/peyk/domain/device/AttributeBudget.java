package peyk.domain.device;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import peyk.domain.text.JsonText;

/**
 * Makes a changed device fit Traccar, which stores at most 4,000 characters of attributes (as
 * compact JSON) per device. The longest parameter lists overflow first. Such a list stays in
 * Traccar as it was, or is removed there if even that does not fit.
 */
public final class AttributeBudget {
  public static final int LONGEST = 4000;

  private AttributeBudget() {}

  /**
   * @param device as it can be written
   * @param overflow parameter lists, by attribute, that Traccar does not get
   * @param dropped whether the attributes do not fit even without lists; then only the owner is
   *     changed
   */
  public record Fit(Device device, Map<String, String> overflow, boolean dropped) {}

  public static Fit fit(Device before, Device after) {
    var overflow = new LinkedHashMap<String, String>();
    var device = after;
    for (var list : longestFirst(after)) {
      if (!fits(device)
          && !Objects.equals(after.attributes().get(list), before.attributes().get(list))) {
        overflow.put(list, String.valueOf(after.attributes().get(list)));
        device = restore(list, before, device);
      }
    }
    for (var list : longestFirst(device)) {
      if (!fits(device)) {
        overflow.putIfAbsent(list, String.valueOf(device.attributes().get(list)));
        device = device.without(list);
      }
    }
    return fits(device)
        ? new Fit(device, overflow, false)
        : new Fit(after.withAttributes(withOwnerOf(after, before).attributes()), overflow, true);
  }

  /**
   * The attributes of before with the new owner: without it somebody else could take the device.
   */
  private static Device withOwnerOf(Device after, Device before) {
    var owner = after.attributes().get(Attributes.ASSIGNEE);
    var assigned = owner == null ? before : before.with(Attributes.ASSIGNEE, owner);
    return fits(assigned) ? assigned : before;
  }

  private static boolean fits(Device device) {
    return JsonText.COMPACT.write(device.attributes()).length() <= LONGEST;
  }

  private static List<String> longestFirst(Device device) {
    return Attributes.PARAMETER_LISTS.stream()
        .filter(list -> device.attributes().get(list) != null)
        .sorted(
            Comparator.comparingInt((String list) -> length(device.attributes().get(list)))
                .reversed())
        .toList();
  }

  private static int length(@Nullable Object value) {
    return String.valueOf(value).length();
  }

  private static Device restore(String list, Device before, Device after) {
    var old = before.attributes().get(list);
    return old == null ? after.without(list) : after.with(list, old);
  }
}
