package peyk.adapters.http.admin;

import peyk.domain.operator.OperatorTokens;

/**
 * Who may use the admin API, and how much they may send.
 *
 * @param tokens one of them has to be shown
 * @param servesThisMachine whether requests that are made on this machine need no token
 * @param longestPart bytes of a part of a release
 */
public record AdminConfig(OperatorTokens tokens, boolean servesThisMachine, long longestPart) {
  /** Far more than any part for a modem. Sums with it do not overflow. */
  private static final long MOST_BYTES = 1L << 40;

  public AdminConfig {
    if (longestPart < 1 || longestPart > MOST_BYTES) {
      throw new IllegalArgumentException("the longest part has 1 byte to 1 TiB");
    }
  }

  public AdminConfig withTokens(OperatorTokens other) {
    return new AdminConfig(other, servesThisMachine, longestPart);
  }
}
