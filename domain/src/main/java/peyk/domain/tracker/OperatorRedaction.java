package peyk.domain.tracker;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.TrackerCommand;

/**
 * What operators are shown of what is said to trackers and by them, and of their attributes: no
 * passwords. Which of a tracker's parameters is a password differs from model to model, so the
 * values of parameters are not shown either.
 */
public final class OperatorRedaction {
  public static final String REDACTED = "[redacted]";

  private static final Pattern FIRST_WORD =
      Pattern.compile("([A-Za-z]+)[^A-Za-z0-9].*", Pattern.DOTALL);
  private static final Pattern SECRET = Pattern.compile("pass|pwd|secret");

  private static final String ASKS_FOR_PASSWORD = "getpass";
  private static final Pattern PARAMETER = Pattern.compile("\\d\\s*:");

  private OperatorRedaction() {}

  /**
   * A command as it is if it is a question that has no room for a secret, and otherwise its first
   * word at most: which commands set something differs from model to model. One in JSON, as a
   * registration is, is not shown at all.
   */
  public static String command(CommandText command) {
    var text = command.value().strip();
    if (TrackerCommand.isQuestion(command) && !asksForSecret(text.toLowerCase(Locale.ROOT))) {
      return command.value();
    }
    var word = FIRST_WORD.matcher(text);
    return word.matches() ? word.group(1) + " " + REDACTED : REDACTED;
  }

  private static boolean asksForSecret(String lower) {
    return SECRET.matcher(lower).find() && !lower.equals(ASKS_FOR_PASSWORD);
  }

  /**
   * An answer as the tracker wrote it, unless it holds a password or might do so.
   *
   * @param reply what the answer means
   */
  public static String answer(String result, TrackerReply reply) {
    if (reply.isFreeOfSecrets()) {
      return TrackerReplyParser.readable(result);
    }
    return reply instanceof TrackerReply.Unrecognised
        ? unlessSecret(TrackerReplyParser.readable(result))
        : REDACTED;
  }

  private static String unlessSecret(String text) {
    var isSecret =
        text.startsWith("{")
            || SECRET.matcher(text.toLowerCase(Locale.ROOT)).find()
            || PARAMETER.matcher(text).find(); // a list in a form that we do not know
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
