package peyk.adapters.http.admin;

import java.util.Optional;

/**
 * Who may use the admin API, and how much they may send.
 *
 * @param token what everybody has to show; without one only this machine is served
 * @param longestPart bytes of a part of a release
 */
public record AdminConfig(Optional<AdminToken> token, long longestPart) {
  /** Parts for modems are far smaller; there has to be room for what is added to it. */
  private static final long MOST_BYTES = 1L << 40;

  public AdminConfig {
    if (longestPart < 1 || longestPart > MOST_BYTES) {
      throw new IllegalArgumentException("the longest part has 1 byte to 1 TiB");
    }
  }
}
