package peyk.domain.otp;

/** The SMS gateway's answer about the remaining credit. */
public sealed interface SmsCredit {
  record Left(long rials) implements SmsCredit {}

  /** The gateway does not know the key, or has closed the account. */
  record KeyRefused() implements SmsCredit {}

  /** Another refusal, with the gateway's number. */
  record Refused(int code) implements SmsCredit {}
}
