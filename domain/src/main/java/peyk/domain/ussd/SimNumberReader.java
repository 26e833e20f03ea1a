package peyk.domain.ussd;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the answer to {@code *733*2#}, a line such as {@code 1.989121234567}. */
final class SimNumberReader {
  /** Ten to fifteen digits, the most that a telephone number has (ITU-T E.164). */
  private static final Pattern LINE =
      Pattern.compile(
          "^[ \u00A0]*1[ \u00A0]*\\.[ \u00A0]*\\+?(\\d{10,15})(?!\\.\\d|[ \u00A0]*[\\p{L}\\d*#])",
          Pattern.MULTILINE);

  /** A complete Iranian mobile number. It begins with 98 only if that is the country code. */
  private static final Pattern WHOLE = Pattern.compile("((00)?98|0)9\\d{9}|9[0-79]\\d{8}");

  private SimNumberReader() {}

  static Optional<String> read(UssdText text) {
    return LINE.matcher(text.text())
        .results()
        .map(match -> match.group(1))
        .filter(number -> text.end() != UssdText.End.CUT || WHOLE.matcher(number).matches())
        .findFirst();
  }
}
