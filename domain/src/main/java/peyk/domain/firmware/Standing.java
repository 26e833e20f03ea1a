package peyk.domain.firmware;

import java.util.Locale;

/** An operator's decision about one tracker and one release; it overrides the stage. */
public enum Standing {
  /** It gets the release at once. */
  ALLOWED,
  /** It never gets the release. */
  DENIED,
  /** It gets the release at once, and no other. */
  PINNED;

  /** As in the admin API and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
