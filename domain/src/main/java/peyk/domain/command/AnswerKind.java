package peyk.domain.command;

import java.util.Locale;
import peyk.domain.device.CommandText;

/**
 * What kind of answer a command has. Trackers do not say what they answer to, so answers are
 * matched by this and by time.
 */
public enum AnswerKind {
  REGISTRATION,
  VERSION,
  IMSI,
  PASSWORD,
  PARAMETERS,
  ALL_PARAMETERS,
  /** It comes by HTTP, from the tracker's modem, not by Traccar. */
  USSD,
  /** Of a command that we know nothing about; and an answer that we cannot tell the kind of. */
  OTHER;

  /** The kind of answer that a command has. */
  public static AnswerKind expectedOf(CommandText command) {
    var text = command.value().strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("qssd:")) {
      return USSD;
    }
    if (text.startsWith("{\"c\": 29,") || text.startsWith("{\"c\":29,")) {
      return REGISTRATION;
    }
    return switch (text.split("\\s", 2)[0]) {
      case "getver" -> VERSION;
      case "getimsi" -> IMSI;
      case "getpass" -> PASSWORD;
      case "getparam", "setparam" -> PARAMETERS;
      case "bacmd:allparams" -> ALL_PARAMETERS;
      default -> OTHER;
    };
  }

  /**
   * Whether a command that expects this kind is answered by the given one. An answer of unknown
   * kind may be an error to any command; one of a known kind is never taken for another's.
   */
  public boolean isAnsweredBy(AnswerKind given) {
    return this == given || this == OTHER && given != USSD || given == OTHER && this != USSD;
  }
}
