package peyk.adapters.http.mobile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The client secrets that apps may present; there are several while a new one replaces an old one.
 */
public final class ApiSecrets {
  private final List<byte[]> hashes;

  public ApiSecrets(List<String> secrets) {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "at least one client secret is needed, none of them blank");
    }
    hashes = secrets.stream().map(ApiSecrets::hash).toList();
  }

  /**
   * Takes the same time whichever secret it is, however much of it is right and however long it is.
   */
  public boolean contain(String offered) {
    var hash = hash(offered);
    var found = false;
    for (var known : hashes) {
      found |= MessageDigest.isEqual(known, hash);
    }
    return found;
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
