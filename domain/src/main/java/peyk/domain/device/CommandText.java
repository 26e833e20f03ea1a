package peyk.domain.device;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a command to a tracker, in a form that reaches it unchanged: Traccar sends each
 * non-ASCII letter as a question mark and a text of nothing but hex pairs as bytes.
 */
public record CommandText(String value) {
  private static final int SHOWN = 12;
  private static final Pattern HEX_PAIRS = Pattern.compile("([0-9a-fA-F]{2})+");

  public CommandText {
    if (!isSendable(value)) {
      throw new IllegalArgumentException("a command is ASCII text that is not all hex digits");
    }
  }

  /** Empty if it would not reach a tracker as it is. */
  public static Optional<CommandText> parse(String text) {
    return isSendable(text) ? Optional.of(new CommandText(text)) : Optional.empty();
  }

  private static boolean isSendable(String text) {
    return !text.isBlank()
        && text.chars().allMatch(c -> c > 0 && c <= '\u007F')
        && !HEX_PAIRS.matcher(text).matches();
  }

  /** Only how it begins: a registration holds the device password. */
  @Override
  public String toString() {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
