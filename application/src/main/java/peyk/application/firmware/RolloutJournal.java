package peyk.application.firmware;

import peyk.domain.firmware.Release;

/** Told of what rollouts do by themselves, for those who watch the service. */
public interface RolloutJournal {
  void advanced(Release release, int stage);

  void paused(Release release, String reason);
}
