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

  /** Why a text would not reach a tracker as it is. */
  public enum Fault {
    /** There is nothing to send. */
    BLANK,
    /** Each letter that is not ASCII would become a question mark. */
    NOT_ASCII,
    /** It would be sent as the bytes that the hex digits stand for. */
    ALL_HEX
  }

  public CommandText {
    if (fault(value).isPresent()) {
      throw new IllegalArgumentException("a command is ASCII text that is not all hex digits");
    }
  }

  /** What keeps a text from reaching a tracker as it is; empty if nothing does. */
  public static Optional<Fault> fault(String text) {
    if (text.isBlank()) {
      return Optional.of(Fault.BLANK);
    }
    if (!text.chars().allMatch(c -> c > 0 && c <= '\u007F')) {
      return Optional.of(Fault.NOT_ASCII);
    }
    return HEX_PAIRS.matcher(text).matches() ? Optional.of(Fault.ALL_HEX) : Optional.empty();
  }

  /** Only how it begins: a registration holds the device password. */
  @Override
  public String toString() {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
