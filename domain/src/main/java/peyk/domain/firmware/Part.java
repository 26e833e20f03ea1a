package peyk.domain.firmware;

import java.util.regex.Pattern;

/**
 * One file of a release.
 *
 * @param name e.g. {@code app.001}
 * @param size bytes
 * @param sha256 of its content, 64 hex digits in lower case
 */
public record Part(String name, long size, String sha256) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}\\.\\d{3}");

  public Part {
    if (!isName(name)) {
      throw new IllegalArgumentException("a part has a name such as app.001");
    }
  }

  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
