package peyk.adapters.postgres.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts. */
public final class Sha256 {
  private Sha256() {}

  /** The first 64 bits of the text's hash. */
  public static long number(String text) {
    return ByteBuffer.wrap(hash(text)).getLong();
  }

  public static String hex(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  private static byte[] hash(String text) {
    return digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
