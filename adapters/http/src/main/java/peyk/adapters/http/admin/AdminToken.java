package peyk.adapters.http.admin;

import java.util.regex.Pattern;
import peyk.adapters.http.server.HashedSecret;

/** The bearer token (RFC 6750) that opens the admin API. */
public final class AdminToken {
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

  private final HashedSecret secret;

  public AdminToken(String token) {
    if (!VISIBLE_ASCII.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "an admin token consists of visible ASCII characters, without blanks");
    }
    secret = new HashedSecret(token);
  }

  boolean is(String offered) {
    return secret.matches(offered);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
