package peyk.domain.text;

/** Checks of Unicode text. */
public final class Unicode {
  private Unicode() {}

  /** Whether a text has no half surrogate pair, which neither UTF-8 nor databases can store. */
  public static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
