package peyk.domain.firmware;

import java.time.Instant;
import java.util.List;
import peyk.domain.device.Imei;

/** The offers of releases to trackers. */
public interface OfferRepository {
  List<Offer> of(Imei imei);

  /**
   * Marks the offers up to a version as arrived, because the tracker runs it. Wakes the jobs of
   * their rollouts.
   */
  void seen(Imei imei, long version, Instant at);

  /** The progress of a release in its present rollout and round, by the offers that count. */
  AdvanceOrPausePolicy.Progress progress(Release release);
}
