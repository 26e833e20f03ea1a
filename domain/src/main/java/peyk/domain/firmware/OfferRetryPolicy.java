package peyk.domain.firmware;

import java.time.Duration;
import java.time.Instant;

/**
 * The wait before a tracker gets the same offer again: none at first, then twice as long each time.
 *
 * @param freeOffers the number of offers without a wait
 * @param first the first wait
 * @param longest the longest wait
 */
public record OfferRetryPolicy(int freeOffers, Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  public OfferRetryPolicy {
    if (freeOffers < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "at least one offer is free, and the longest wait is not shorter than the first");
    }
  }

  /** The earliest time of the next offer. */
  public Instant next(Offer offer) {
    if (offer.times() < freeOffers) {
      return offer.last();
    }
    var doublings = Math.min(offer.times() - freeOffers, MOST_DOUBLINGS);
    var wait = first.multipliedBy(1L << doublings);
    return offer.last().plus(wait.compareTo(longest) < 0 ? wait : longest);
  }
}
