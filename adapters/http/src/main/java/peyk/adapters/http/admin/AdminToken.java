package peyk.adapters.http.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** The bearer token (RFC 6750) that opens the admin API. */
public final class AdminToken {
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

  private final byte[] hash;

  public AdminToken(String token) {
    if (!VISIBLE_ASCII.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "an admin token is made of letters, digits and signs of ASCII, without blanks");
    }
    hash = hash(token);
  }

  /** Takes the same time however much of it is right and however long it is. */
  boolean is(String offered) {
    return MessageDigest.isEqual(hash, hash(offered));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
