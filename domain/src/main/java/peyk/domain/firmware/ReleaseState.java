package peyk.domain.firmware;

import java.util.Locale;

/** The state of a release. Only an active release is offered. */
public enum ReleaseState {
  /** Incomplete and invisible to trackers. */
  DRAFT,
  ACTIVE,
  /** Not offered for now; trackers may still fetch it after an earlier offer. */
  PAUSED,
  /** Neither offered nor served again. */
  WITHDRAWN;

  /** As in the admin API and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFetchable() {
    return this == ACTIVE || this == PAUSED;
  }
}
