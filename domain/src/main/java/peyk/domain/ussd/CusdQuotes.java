package peyk.domain.ussd;

/**
 * Strips the quotes around a text and what the modem wrote after them: {@code "text", 15}. The text
 * may contain quotes itself.
 */
final class CusdQuotes {
  /** Blanks, and invisible marks that may precede a text. */
  static final String BLANKS = " \t\u00A0\uFEFF\u200B\u200E\u200F";

  private static final String QUOTES = "\"\u201C\u201D";
  private static final String WRAPPING = QUOTES + "'`\\\r\n" + BLANKS;
  private static final String DIGITS = "0123456789";

  private CusdQuotes() {}

  static UssdText unquote(String text, UssdText.End end) {
    int start = skip(text, 0, WRAPPING);
    boolean opened = text.substring(0, start).chars().anyMatch(CusdQuotes::isQuote);
    for (int at = text.length() - 1; at > start; at--) {
      if (isQuote(text.charAt(at)) && closes(text, at)) {
        return new UssdText(unwrapEnd(text.substring(start, at)), UssdText.End.CLOSED);
      }
    }
    int coding = trailingCoding(text);
    if (coding > start) {
      return new UssdText(unwrapEnd(text.substring(start, coding)), UssdText.End.CLOSED);
    }
    return new UssdText(text.substring(start), opened ? UssdText.End.CUT : end);
  }

  /** Whether a quote ends the text: a coding, another line of the modem or nothing follows. */
  private static boolean closes(String text, int quote) {
    int at = skip(text, quote + 1, "\\'" + BLANKS);
    if (at < text.length() && text.charAt(at) == ',') {
      int digits = skip(text, at + 1, BLANKS);
      at = skip(text, digits, DIGITS);
      if (at - digits > 3) {
        return false;
      }
      at = skip(text, at, BLANKS);
    }
    at = skip(text, at, "\r\n" + BLANKS);
    return at == text.length() || isModemLine(text, at);
  }

  private static boolean isModemLine(String text, int at) {
    return text.startsWith("OK", at)
        || text.startsWith("ERROR", at)
        || text.startsWith("AT", at)
        || "+^,;".indexOf(text.charAt(at)) >= 0;
  }

  /**
   * The start of the {@code , 15} that ends a report without quotes, or -1. After a digit the comma
   * needs a blank after it: {@code 45,150} is an amount.
   */
  private static int trailingCoding(String text) {
    int end = text.stripTrailing().length();
    int digits = end;
    while (digits > 0 && end - digits < 4 && DIGITS.indexOf(text.charAt(digits - 1)) >= 0) {
      digits--;
    }
    int comma = digits - 1;
    while (comma >= 0 && BLANKS.indexOf(text.charAt(comma)) >= 0) {
      comma--;
    }
    boolean coding = end > digits && end - digits <= 3 && comma > 0 && text.charAt(comma) == ',';
    boolean apart = comma < digits - 1 || coding && DIGITS.indexOf(text.charAt(comma - 1)) < 0;
    return coding && apart ? comma : -1;
  }

  private static String unwrapEnd(String text) {
    int end = text.length();
    while (end > 0 && WRAPPING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The first index from {@code from} on that holds none of these characters. */
  static int skip(String text, int from, String some) {
    int at = from;
    while (at < text.length() && some.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  static boolean isQuote(int c) {
    return QUOTES.indexOf(c) >= 0;
  }
}
