package peyk.domain.otp;

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

  /** Is copied for each code: to set up another takes longer. */
  private final Mac keyed;

  private final int length;
  private final long powerOfTen;

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
    this.keyed = withKey();
    this.length = length;
    this.powerOfTen = Long.parseLong("1" + "0".repeat(length));
  }

  public int length() {
    return length;
  }

  public OtpCode codeFor(ChallengeId challenge) {
    var digits = Long.toString(remainder(hash(challenge), powerOfTen));
    return new OtpCode("0".repeat(length - digits.length()) + digits);
  }

  /** Of a number without a sign, its first byte first. */
  private static long remainder(byte[] number, long divisor) {
    long remainder = 0;
    for (var digit : number) {
      remainder = (remainder << Byte.SIZE | Byte.toUnsignedInt(digit)) % divisor;
    }
    return remainder;
  }

  private byte[] hash(ChallengeId challenge) {
    var id = challenge.value();
    return copy()
        .doFinal(
            ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
  }

  private Mac copy() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      return withKey(); // a security module makes no copies
    }
  }

  private Mac withKey() {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
