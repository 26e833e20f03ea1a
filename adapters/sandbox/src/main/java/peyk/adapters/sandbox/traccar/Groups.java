package peyk.adapters.sandbox.traccar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The groups of devices. Groups may be nested. */
final class Groups {
  private final Map<Long, Group> byId = new TreeMap<>();
  private long lastId;

  Optional<Group> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  Collection<Group> all() {
    return byId.values();
  }

  Group add(Group group) {
    ColumnLimits.required("NAME", group.name);
    ColumnLimits.check(group.attributes);
    group.id = ++lastId;
    byId.put(group.id, group);
    return group;
  }

  void replace(Group group) {
    ColumnLimits.required("NAME", group.name);
    byId.replace(group.id, group);
  }

  void remove(long id) {
    byId.remove(id);
  }

  /** The group and its ancestors, innermost first. */
  List<Long> ancestors(long groupId) {
    var ancestors = new ArrayList<Long>();
    for (var id = groupId; id != 0 && !ancestors.contains(id); id = parentOf(id)) {
      ancestors.add(id);
    }
    return ancestors;
  }

  /** The group and its descendants. */
  List<Long> descendants(long groupId) {
    return byId.keySet().stream().filter(id -> ancestors(id).contains(groupId)).toList();
  }

  private long parentOf(long id) {
    return find(id).map(group -> group.groupId).orElse(0L);
  }
}
