package peyk.domain.otp;

/** The result of sending a text. */
public sealed interface SmsOutcome {
  record Sent() implements SmsOutcome {}

  /** The text certainly did not go out. */
  record Failed() implements SmsOutcome {}

  /** No clear answer came: the text may have gone out. */
  record Unclear() implements SmsOutcome {}
}
