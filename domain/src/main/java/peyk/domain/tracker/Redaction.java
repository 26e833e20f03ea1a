package peyk.domain.tracker;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;

/**
 * What operators are shown of what is said to trackers and by them, and of their attributes: no
 * passwords. Which of a tracker's parameters is a password differs from model to model, so the
 * values of parameters are not shown either.
 */
public final class Redaction {
  public static final String REDACTED = "[redacted]";

  private static final Pattern FIRST_WORD = Pattern.compile("([A-Za-z]+)[^A-Za-z0-9].*");
  private static final Pattern SECRET = Pattern.compile("pass|pwd|secret");
  private static final String ASKS_FOR_PASSWORD = "getpass";

  private Redaction() {}

  /**
   * A command as it is, or only its first word if it sets something or speaks of a password. One in
   * JSON, as a registration is, is not shown at all.
   */
  public static String command(CommandText command) {
    var text = command.value().strip();
    if (!mayHoldSecret(text)) {
      return command.value();
    }
    var word = FIRST_WORD.matcher(text);
    return word.matches() ? word.group(1) + " " + REDACTED : REDACTED;
  }

  private static boolean mayHoldSecret(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("{")
        || lower.startsWith("set")
        || SECRET.matcher(lower).find() && !lower.equals(ASKS_FOR_PASSWORD);
  }

  /**
   * An answer as the tracker wrote it, unless it holds a password or might do so.
   *
   * @param reply what the answer means
   */
  public static String answer(String result, TrackerReply reply) {
    return switch (reply) {
      case TrackerReply.Version _, TrackerReply.Imsi _ -> TrackerReplyParser.readable(result);
      case TrackerReply.Unrecognised _ -> unlessSecret(TrackerReplyParser.readable(result));
      case TrackerReply.Registered _,
          TrackerReply.Password _,
          TrackerReply.AllParameters _,
          TrackerReply.ParametersSet _,
          TrackerReply.ParametersRead _,
          TrackerReply.NewValues _,
          TrackerReply.Malformed _ ->
          REDACTED;
    };
  }

  private static String unlessSecret(String text) {
    var isSecret = text.startsWith("{") || SECRET.matcher(text.toLowerCase(Locale.ROOT)).find();
    return isSecret ? REDACTED : text;
  }

  /** All attributes of a device, with nothing told of passwords and lists of parameters. */
  public static Map<String, @Nullable Object> attributes(Device device) {
    var shown = new LinkedHashMap<String, @Nullable Object>(device.attributes());
    shown.replaceAll((name, value) -> isSecretAttribute(name) ? REDACTED : value);
    return shown;
  }

  private static boolean isSecretAttribute(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()
        || Attributes.PARAMETER_LISTS.contains(name);
  }
}
