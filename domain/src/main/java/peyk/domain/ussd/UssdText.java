package peyk.domain.ussd;

/** An operator's text on its way from the modem, and what is known about its end. */
record UssdText(String text, End end) {
  /** Networks send 182 letters, or some of those one after the other; more than this is junk. */
  static final int LONGEST = 8 * 1024;

  enum End {
    /** Something came after the text, so that it is all there. */
    CLOSED,
    /** The text ends where the data end, which may or may not be its own end. */
    OPEN,
    /** Something that has to come is missing: a quote, half an octet. */
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
