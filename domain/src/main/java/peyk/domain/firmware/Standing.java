package peyk.domain.firmware;

import peyk.domain.text.Worded;

/** An operator's decision about one tracker and one release; it overrides the stage. */
public enum Standing implements Worded {
  /** It gets the release at once. */
  ALLOWED,
  /** It never gets the release. */
  DENIED,
  /** It gets the release at once, and no other. */
  PINNED
}
