package peyk.domain.firmware;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a tracker waits that asks for the same release again and again: not at all at first,
 * then twice as long each time.
 *
 * @param freeOffers so many offers may follow one another at once
 * @param first the wait after these
 * @param longest no wait is longer
 */
public record OfferRetryPolicy(int freeOffers, Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  public OfferRetryPolicy {
    if (freeOffers < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "at least one offer is free, and the longest wait is not shorter than the first");
    }
  }

  /** When the release may be offered once more. */
  public Instant next(Offer offer) {
    if (offer.times() < freeOffers) {
      return offer.last();
    }
    var doublings = Math.min(offer.times() - freeOffers, MOST_DOUBLINGS);
    var wait = first.multipliedBy(1L << doublings);
    return offer.last().plus(wait.compareTo(longest) < 0 ? wait : longest);
  }
}
