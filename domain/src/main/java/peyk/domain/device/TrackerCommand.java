package peyk.domain.device;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import peyk.domain.account.Login;
import peyk.domain.text.JsonText;

/** The commands that trackers understand, and the kinds of answers that they give. */
public final class TrackerCommand {
  public static final CommandText GET_VERSION = new CommandText("getver");
  public static final CommandText GET_IMSI = new CommandText("getimsi");

  private static final String USSD = "qssd:";
  private static final int REGISTRATION = 29;
  private static final Pattern REGISTRATION_TEXT = Pattern.compile("\\{\"c\": ?29,.*");

  /** Questions that have no room for a secret: a word, ids of parameters, a USSD code. */
  private static final Pattern HARMLESS =
      Pattern.compile("[a-z]+|get[a-z]* \\d+([;, ]+\\d+)*;?|qssd:[*#0-9]+|bacmd:allparams");

  private TrackerCommand() {}

  /** Sends a USSD code, such as {@code *140#}, to the SIM's operator. */
  public static CommandText ussd(String code) {
    return new CommandText(USSD + code);
  }

  /**
   * Tells a tracker its owner (command 29), byte for byte as trackers have always received it.
   *
   * @param password the device password that the user typed; {@code null} is sent without one
   */
  public static CommandText registration(Login owner, Optional<String> password) {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    parameters.put("owner", owner.value());
    parameters.put("devicePassword", password.orElse(null));
    var command = new LinkedHashMap<String, Object>();
    command.put("c", REGISTRATION);
    command.put("param", parameters);
    return new CommandText(JsonText.LIKE_PYTHON.write(command));
  }

  /** The kind of answer that a tracker gives to a command. */
  public static AnswerKind answerTo(CommandText command) {
    var text = lowerCase(command);
    if (text.startsWith(USSD)) {
      return AnswerKind.USSD;
    }
    if (REGISTRATION_TEXT.matcher(text).matches()) {
      return AnswerKind.REGISTRATION;
    }
    var firstWord = text.split("\\s", 2)[0];
    return Arrays.stream(AnswerKind.values())
        .filter(kind -> kind.answers(firstWord))
        .findFirst()
        .orElse(AnswerKind.OTHER);
  }

  /** Whether the command only asks, in a form that has no room for a secret. */
  public static boolean isQuestion(CommandText command) {
    return HARMLESS.matcher(lowerCase(command)).matches();
  }

  private static String lowerCase(CommandText command) {
    return command.value().strip().toLowerCase(Locale.ROOT);
  }
}
