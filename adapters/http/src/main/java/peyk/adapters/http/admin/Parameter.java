package peyk.adapters.http.admin;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import peyk.domain.device.Imei;

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

  public <T> T oneOf(Words<T> words) {
    return words.find(text).orElseThrow(() -> refused(words.rule()));
  }

  public ProblemException refused(String sentence) {
    return ProblemException.parameter(name, sentence);
  }
}
