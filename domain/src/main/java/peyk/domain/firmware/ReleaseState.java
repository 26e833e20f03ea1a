package peyk.domain.firmware;

import java.util.Locale;

/** Where a release stands in its life. Only an active one is offered. */
public enum ReleaseState {
  /** Being put together; no tracker sees anything of it. */
  DRAFT,
  ACTIVE,
  /** Not offered for the time being; trackers that were offered it may still fetch it. */
  PAUSED,
  /** Never offered nor given out again. */
  WITHDRAWN;

  /** The name in lower case, as the admin API and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether trackers may fetch its parts. */
  public boolean isFetchable() {
    return this == ACTIVE || this == PAUSED;
  }
}
