package peyk.domain.otp;

/** What became of a text that was given to the gateway. */
public sealed interface SmsOutcome {
  record Sent() implements SmsOutcome {}

  /** It certainly did not go out. */
  record Failed() implements SmsOutcome {}

  /** No answer came, or none that tells: it may have gone out. */
  record Unclear() implements SmsOutcome {}
}
