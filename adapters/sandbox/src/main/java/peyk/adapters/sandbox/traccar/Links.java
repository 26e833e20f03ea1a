package peyk.adapters.sandbox.traccar;

import java.util.EnumMap;
import java.util.Map;

/** The links between users, devices, groups and notifications. */
final class Links {
  private final Map<LinkKind, LinkTable> tables = new EnumMap<>(LinkKind.class);

  Links() {
    for (var kind : LinkKind.values()) {
      tables.put(kind, new LinkTable());
    }
  }

  LinkTable table(LinkKind kind) {
    return tables.getOrDefault(kind, new LinkTable());
  }

  /** Removes all links of an object that is deleted. */
  void removeAll(String key, long id) {
    tables.forEach((kind, table) -> {
      if (kind.ownerKey().equals(key)) {
        table.removeOwner(id);
      }
      if (kind.itemKey().equals(key)) {
        table.removeItem(id);
      }
    });
  }
}
