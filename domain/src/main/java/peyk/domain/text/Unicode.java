package peyk.domain.text;

/** What every text should be and some are not. */
public final class Unicode {
  private Unicode() {}

  /** Whether a text holds no half of a surrogate pair, which neither UTF-8 nor databases can. */
  public static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
