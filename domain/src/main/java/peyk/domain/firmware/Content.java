package peyk.domain.firmware;

import java.util.List;

/** The place where trackers find a release. */
public sealed interface Content {
  /** A link to another server. */
  record Link(String url) implements Content {}

  /** Uploaded parts, in order of their names. */
  record Parts(List<Part> parts) implements Content {
    public Parts {
      parts = List.copyOf(parts);
    }
  }
}
