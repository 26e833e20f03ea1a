package peyk.domain.ussd;

/**
 * A piece of a normalized text.
 *
 * @param factor of a currency: rials to one; of a multiplier: what it multiplies by; else 1
 */
record UssdToken(Kind kind, String text, int start, int end, long factor) {
  enum Kind {
    /** Digits, and the characters that join them. */
    NUMBER,
    WORD,
    CURRENCY,
    MULTIPLIER,
    AND,
    /** A punctuation mark, or any other single character. */
    MARK,
    LINE_BREAK
  }

  boolean is(Kind some) {
    return kind == some;
  }

  boolean isMark(String some) {
    return kind == Kind.MARK && some.indexOf(text.charAt(0)) >= 0;
  }
}
