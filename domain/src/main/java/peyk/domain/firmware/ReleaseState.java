package peyk.domain.firmware;

import peyk.domain.text.Worded;

/** The state of a release. Only an active release is offered. */
public enum ReleaseState implements Worded {
  /** Incomplete and invisible to trackers. */
  DRAFT,
  ACTIVE,
  /** Not offered for now; trackers may still fetch it after an earlier offer. */
  PAUSED,
  /** Neither offered nor served again. */
  WITHDRAWN;

  public boolean isFetchable() {
    return this == ACTIVE || this == PAUSED;
  }
}
