package peyk.domain.device;

/**
 * The kind of a tracker's answer. Answers do not say which command they are for, so they are
 * matched by kind and time.
 */
public enum AnswerKind {
  REGISTRATION,
  VERSION,
  IMSI,
  PASSWORD,
  PARAMETERS,
  ALL_PARAMETERS,
  /** Comes by HTTP from the tracker's modem, not from Traccar. */
  USSD,
  /** The answer to an unknown command, or an answer whose kind is not recognised. */
  OTHER;

  /**
   * Whether an answer of the given kind may be for a command that expects this kind. An answer of
   * an unknown kind may report an error in any command.
   */
  public boolean isAnsweredBy(AnswerKind given) {
    return this == given || this == OTHER && given != USSD || given == OTHER && this != USSD;
  }
}
