package peyk.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A secret that clients present. Only its hash is kept. */
public final class HashedSecret {
  private final byte[] hash;

  public HashedSecret(String secret) {
    hash = hash(secret);
  }

  /** Takes the same time however much of the offered secret is right, and however long it is. */
  public boolean matches(String offered) {
    return MessageDigest.isEqual(hash, hash(offered));
  }

  /** SHA-256 of a text in UTF-8. */
  public static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
