package peyk.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

  /** A signature (HMAC with SHA-256, in base64url) that needs the secret, or its hash. */
  public String sign(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(hash, "HmacSHA256"));
      var signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
    }
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
