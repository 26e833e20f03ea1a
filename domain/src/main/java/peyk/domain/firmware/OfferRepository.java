package peyk.domain.firmware;

import java.time.Instant;
import java.util.List;
import peyk.domain.device.Imei;

/** What became of the offers of releases to trackers. */
public interface OfferRepository {
  /** What is remembered of a tracker. */
  List<Offer> of(Imei imei);

  /**
   * The tracker runs this version: what it was offered up to that has arrived. Wakes the jobs that
   * watch those rollouts.
   */
  void seen(Imei imei, long version, Instant at);

  /** What was seen of a release, as its present rollout counts it. */
  AdvanceOrPausePolicy.Progress progress(Release release);
}
