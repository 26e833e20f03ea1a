package peyk.adapters.http.console;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations inside English sentences. Rows have them as ISO 8601 writes them. */
final class Durations {
  private static final Pattern ISO = Pattern.compile("\\bPT(\\d+)([HMS])\\b");
  private static final Map<String, String> UNITS =
      Map.of("H", "hour", "M", "minute", "S", "second");

  private Durations() {}

  /**
   * {@code every PT6H} becomes {@code every 6 hours}; a duration of several units stays as it is.
   */
  static String inWords(String sentence) {
    return ISO.matcher(sentence).replaceAll(Durations::words);
  }

  private static String words(MatchResult duration) {
    var count = duration.group(1);
    return count + " " + UNITS.get(duration.group(2)) + (count.equals("1") ? "" : "s");
  }
}
