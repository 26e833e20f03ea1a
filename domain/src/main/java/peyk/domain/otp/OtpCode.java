package peyk.domain.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import peyk.domain.text.Digits;

/** The digits of a code. Never printed. */
public record OtpCode(String digits) {
  public static final int SHORTEST = 4;
  public static final int LONGEST = 8;

  public OtpCode {
    if (!Digits.areAscii(digits) || digits.length() < SHORTEST || digits.length() > LONGEST) {
      throw new IllegalArgumentException("a code has 4 to 8 digits");
    }
  }

  /** Compares with typed digits of any of the three scripts, in constant time. */
  public boolean matches(String typed) {
    if (typed.length() > 4 * LONGEST) {
      return false;
    }
    var guess = Digits.toAscii(typed).strip();
    return MessageDigest.isEqual(
        digits.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[code]";
  }
}
