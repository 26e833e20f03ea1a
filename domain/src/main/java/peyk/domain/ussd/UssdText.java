package peyk.domain.ussd;

/** An operator's text, and what is known about its end. */
record UssdText(String text, End end) {
  /** A message has 182 letters, and a few may follow each other; a longer text is junk. */
  static final int LONGEST = 8 * 1024;

  enum End {
    /** Something followed the text, so it is complete. */
    CLOSED,
    /** The text ends where the data end, so it may be truncated. */
    OPEN,
    /** The text is truncated: a quote or half an octet is missing. */
    CUT
  }

  UssdText with(String other) {
    return new UssdText(other, end);
  }

  UssdText first(int most) {
    return text.length() > most ? new UssdText(text.substring(0, most), End.CUT) : this;
  }

  UssdText withCutEnd() {
    return new UssdText(text, End.CUT);
  }

  boolean isClosed() {
    return end == End.CLOSED;
  }
}
