package peyk.domain.otp;

/**
 * The results of some texts.
 *
 * @param sent the gateway took them
 * @param failed the gateway did not take them, or gave no clear answer
 * @param rejected of those sent, how many did not arrive as far as the gateway knows
 * @param rials for those sent
 */
public record TextCount(long sent, long failed, long rejected, long rials) {
  public static final TextCount NONE = new TextCount(0, 0, 0, 0);

  public TextCount plus(TextCount other) {
    return new TextCount(
        sent + other.sent, failed + other.failed, rejected + other.rejected, rials + other.rials);
  }

  /** Those of which nothing bad is known. */
  public long well() {
    return Math.max(0, sent - rejected);
  }

  public long ill() {
    return failed + rejected;
  }
}
