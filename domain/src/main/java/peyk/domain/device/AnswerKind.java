package peyk.domain.device;

import java.util.Set;
import peyk.domain.text.Worded;

/**
 * The kind of a tracker's answer. Answers do not say which command they are for, so they are
 * matched by kind and time.
 */
public enum AnswerKind implements Worded {
  REGISTRATION,
  VERSION("getver"),
  IMSI("getimsi"),
  PASSWORD("getpass"),
  PARAMETERS("getparam", "setparam"),
  ALL_PARAMETERS("bacmd:allparams"),
  /** Comes by HTTP from the tracker's modem, not from Traccar. */
  USSD,
  /** The answer to an unknown command, or an answer whose kind is not recognised. */
  OTHER;

  private final Set<String> firstWords;

  AnswerKind(String... firstWords) {
    this.firstWords = Set.of(firstWords);
  }

  /**
   * Whether a command is answered by this kind.
   *
   * @param firstWord of the command, in lower case
   */
  boolean answers(String firstWord) {
    return firstWords.contains(firstWord);
  }

  /**
   * Whether an answer of the given kind may be for a command that expects this kind. An answer of
   * an unknown kind may report an error in any command.
   */
  public boolean isAnsweredBy(AnswerKind given) {
    return this == given || this == OTHER && given != USSD || given == OTHER && this != USSD;
  }
}
