package peyk.domain.device;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a command that reaches the tracker unchanged. Traccar sends each non-ASCII letter as
 * a question mark, and a text of only hex pairs as bytes.
 */
public record CommandText(String value) {
  private static final int SHOWN = 12;
  private static final Pattern HEX_PAIRS = Pattern.compile("([0-9a-fA-F]{2})+");

  /** The reason why a text would not reach a tracker unchanged. */
  public enum Fault {
    BLANK,
    /** Each non-ASCII letter would become a question mark. */
    NOT_ASCII,
    /** It would be sent as bytes. */
    ALL_HEX
  }

  public CommandText {
    if (fault(value).isPresent()) {
      throw new IllegalArgumentException("a command is ASCII text that is not all hex digits");
    }
  }

  public static Optional<Fault> fault(String text) {
    if (text.isBlank()) {
      return Optional.of(Fault.BLANK);
    }
    if (!text.chars().allMatch(c -> c > 0 && c <= '\u007F')) {
      return Optional.of(Fault.NOT_ASCII);
    }
    return HEX_PAIRS.matcher(text).matches() ? Optional.of(Fault.ALL_HEX) : Optional.empty();
  }

  /** Only the beginning: a registration holds the device password. */
  @Override
  public String toString() {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
