package peyk.domain.firmware;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.time.Backoff;

/**
 * The wait before a tracker gets the same offer again: none at first, then twice as long each time.
 *
 * @param freeOffers the number of offers without a wait
 * @param first the first wait
 * @param longest the longest wait
 */
public record OfferRetryPolicy(int freeOffers, Duration first, Duration longest) {
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
    return offer.last().plus(new Backoff(first, longest).pause(offer.times() - freeOffers + 1));
  }
}
