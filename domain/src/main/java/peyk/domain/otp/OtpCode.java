package peyk.domain.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import peyk.domain.text.Digits;
import peyk.domain.text.Unicode;

/** The digits that a subscriber proves to have received. Never printed. */
public record OtpCode(String digits) {
  public static final int SHORTEST = 4;
  public static final int LONGEST = 8;

  private static final int LONGEST_SPELLING = 64;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}]");

  public OtpCode {
    if (!isCode(digits)) {
      throw new IllegalArgumentException("a code has 4 to 8 digits");
    }
  }

  /**
   * Reads a code as a user types it: digits of any of the three scripts, with blanks, dashes and
   * invisible characters among them.
   *
   * @return empty if the text cannot be a code
   */
  public static Optional<OtpCode> parse(String typed) {
    if (typed.length() > LONGEST_SPELLING) {
      return Optional.empty();
    }
    var digits = SEPARATORS.matcher(Unicode.visible(Digits.toAscii(typed))).replaceAll("");
    return isCode(digits) ? Optional.of(new OtpCode(digits)) : Optional.empty();
  }

  /** Takes the same time for every guess. */
  public boolean matches(OtpCode guess) {
    return MessageDigest.isEqual(
        digits.getBytes(StandardCharsets.UTF_8), guess.digits.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isCode(String digits) {
    return Digits.areAscii(digits) && digits.length() >= SHORTEST && digits.length() <= LONGEST;
  }

  @Override
  public String toString() {
    return "[code]";
  }
}
