package peyk.domain.otp;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives a challenge's code from a secret key and the challenge's random id (HMAC-SHA-256). So the
 * code is not stored: it survives a restart, all replicas know it, and the database does not.
 */
public final class OtpCodes {
  public static final int SHORTEST_KEY = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final int length;

  /**
   * @param key any text of at least 32 characters, the same on all replicas
   * @param length digits in a code, 4 to 8
   */
  public OtpCodes(String key, int length) {
    if (key.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException("the OTP key needs at least 32 characters");
    }
    if (length < OtpCode.SHORTEST || length > OtpCode.LONGEST) {
      throw new IllegalArgumentException("a code has 4 to 8 digits");
    }
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.length = length;
  }

  public int length() {
    return length;
  }

  public OtpCode codeFor(ChallengeId challenge) {
    var number = new BigInteger(1, hash(challenge)).mod(BigInteger.TEN.pow(length));
    return new OtpCode(String.format("%0" + length + "d", number));
  }

  private byte[] hash(ChallengeId challenge) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var id = challenge.value();
      return mac.doFinal(
          ByteBuffer.allocate(16)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
