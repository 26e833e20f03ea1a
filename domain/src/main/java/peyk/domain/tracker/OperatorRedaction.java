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
 * Removes passwords from commands, answers and attributes for operators. The id of the password
 * parameter differs between models, so all parameter values are removed.
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
   * Shows a command in full if it is a question without room for a secret, otherwise its first
   * word: which commands set something differs between models. A JSON command, e.g. a registration,
   * is not shown.
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
   * Shows an answer unless it holds or may hold a password.
   *
   * @param reply the parsed answer
   */
  public static String answer(String result, TrackerReply reply) {
    if (reply.isFreeOfSecrets()) {
      return HexDump.decoded(result);
    }
    return reply instanceof TrackerReply.Unrecognised
        ? unlessSecret(HexDump.decoded(result))
        : REDACTED;
  }

  private static String unlessSecret(String text) {
    var isSecret =
        text.startsWith("{")
            || SECRET.matcher(text.toLowerCase(Locale.ROOT)).find()
            || PARAMETER.matcher(text).find(); // a list in a form that we do not know
    return isSecret ? REDACTED : text;
  }

  /** Shows attributes other than passwords and parameter lists. */
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
