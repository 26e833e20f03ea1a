package peyk.domain.otp;

/** The result of sending a text. */
public enum SmsOutcome {
  SENT,
  /** The text certainly did not go out. */
  FAILED,
  /** No clear answer came: the text may have gone out. */
  UNCLEAR
}
