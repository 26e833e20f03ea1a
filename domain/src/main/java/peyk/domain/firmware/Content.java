package peyk.domain.firmware;

import java.util.List;

/** Where trackers find a release. */
public sealed interface Content {
  /** At a link of its own, on somebody's server. */
  record Link(String url) implements Content {}

  /** Here, as parts that were uploaded, in order of their names. */
  record Parts(List<Part> parts) implements Content {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /** Whether there is something to fetch. */
  default boolean isThere() {
    return switch (this) {
      case Link(var url) -> !url.isEmpty();
      case Parts(var parts) -> !parts.isEmpty();
    };
  }
}
