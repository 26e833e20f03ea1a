package peyk.domain.firmware;

import java.math.BigDecimal;

/**
 * A share of the trackers.
 *
 * @param basisPoints hundredths of a percent, 0 to 10,000
 */
public record RolloutShare(int basisPoints) implements Comparable<RolloutShare> {
  public static final RolloutShare ALL = new RolloutShare(10_000);

  private static final int PLACES = 2;

  public RolloutShare {
    if (basisPoints < 0 || basisPoints > 10_000) {
      throw new IllegalArgumentException("a share is 0 to 100 percent");
    }
  }

  public static RolloutShare percent(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a share is 0 to 100 percent");
    }
    return new RolloutShare(percent * 100);
  }

  /**
   * @throws IllegalArgumentException if it is not 0 to 100 with at most two decimals
   */
  public static RolloutShare percent(BigDecimal percent) {
    try {
      return new RolloutShare(percent.movePointRight(PLACES).intValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a share is 0 to 100 percent with at most two decimals", e);
    }
  }

  /** In percent, without trailing zeros. */
  public BigDecimal percent() {
    var percent = BigDecimal.valueOf(basisPoints, PLACES).stripTrailingZeros();
    return percent.scale() < 0 ? percent.setScale(0) : percent;
  }

  public boolean isReachedBy(long part, long whole) {
    return part * 10_000 >= whole * basisPoints;
  }

  /** A larger share includes all places of a smaller one. */
  public boolean includes(RolloutPlace place) {
    return place.basisPoints() < basisPoints;
  }

  @Override
  public int compareTo(RolloutShare other) {
    return Integer.compare(basisPoints, other.basisPoints);
  }

  @Override
  public String toString() {
    return percent().toPlainString() + " %";
  }
}
