package peyk.domain.text;

/**
 * Hides most of a personal value. The types of such values print themselves so, because logs hold
 * what a type prints.
 */
public final class LogMask {
  private LogMask() {}

  public static String allBut(int ending, String value) {
    return allBut(0, ending, value);
  }

  /** The first and last characters of a value stay. */
  public static String allBut(int beginning, int ending, String value) {
    return value.substring(0, beginning)
        + "***"
        + value.substring(Math.max(beginning, value.length() - ending));
  }
}
