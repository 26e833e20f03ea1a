package peyk.domain.device;

import java.util.regex.Pattern;

/**
 * The text of a command to a tracker, in a form that reaches it unchanged: Traccar sends each
 * non-ASCII letter as a question mark and a text of nothing but hex pairs as bytes.
 */
public record CommandText(String value) {
  private static final int SHOWN = 12;
  private static final Pattern HEX_PAIRS = Pattern.compile("([0-9a-fA-F]{2})+");

  public CommandText {
    if (value.isBlank()
        || value.chars().anyMatch(c -> c > '\u007F')
        || HEX_PAIRS.matcher(value).matches()) {
      throw new IllegalArgumentException("a command is ASCII text that is not all hex digits");
    }
  }

  /** Only how it begins: a registration holds the device password. */
  @Override
  public String toString() {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
