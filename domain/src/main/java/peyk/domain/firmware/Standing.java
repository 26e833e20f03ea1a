package peyk.domain.firmware;

import java.util.Locale;

/** How an operator has decided about one tracker and one release, whatever the stage. */
public enum Standing {
  /** It gets the release before its turn. */
  ALLOWED,
  /** It never gets the release. */
  DENIED,
  /** It gets the release before its turn, and no other. */
  PINNED;

  /** The name in lower case, as the admin API and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
