package peyk.adapters.http.admin;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import peyk.domain.device.Imei;
import peyk.domain.text.Worded;

/** A value in the path, in the query or in a header. A refusal names it. */
public record Parameter(String name, String text) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,19}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{64}");

  public long number(long from, long to) {
    if (WHOLE_NUMBER.matcher(text).matches()) {
      var number = new BigInteger(text);
      if (number.bitLength() < Long.SIZE
          && number.longValue() >= from
          && number.longValue() <= to) {
        return number.longValue();
      }
    }
    throw refused("is a whole number from " + from + " to " + to + ".");
  }

  public Imei imei() {
    try {
      return new Imei(text);
    } catch (IllegalArgumentException e) {
      throw refused("is an IMEI: 13 to 17 digits.");
    }
  }

  /** A SHA-256 hash in hex digits, in lower case. */
  public String hash() {
    if (!SHA_256.matcher(text).matches()) {
      throw refused("is a SHA-256 hash: 64 hex digits.");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  public <E extends Worded> E oneOf(E[] values) {
    return Worded.find(values, text).orElseThrow(() -> refused(rule(values)));
  }

  /** The rest of a sentence about a text that is none of these words: {@code is a, b or c.} */
  static String rule(Worded[] values) {
    var words = Arrays.stream(values).map(Worded::word).toList();
    return "is %s or %s."
        .formatted(String.join(", ", words.subList(0, words.size() - 1)), words.getLast());
  }

  public ProblemException refused(String sentence) {
    return ProblemException.parameter(name, sentence);
  }
}
