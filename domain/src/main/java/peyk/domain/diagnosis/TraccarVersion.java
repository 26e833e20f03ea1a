package peyk.domain.diagnosis;

import java.util.regex.Pattern;

public record TraccarVersion(int major, int minor) {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");

  /** An unreadable version counts as a new one. */
  public static TraccarVersion parse(String text) {
    var match = VERSION.matcher(text.strip());
    return match.matches()
        ? new TraccarVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)))
        : new TraccarVersion(Integer.MAX_VALUE, 0);
  }

  public boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || major == otherMajor && minor < otherMinor;
  }
}
