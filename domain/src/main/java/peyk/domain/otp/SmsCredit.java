package peyk.domain.otp;

/** What the SMS gateway says when it is asked how much credit is left. */
public sealed interface SmsCredit {
  record Left(long rials) implements SmsCredit {}

  /** It does not know the key of this service, or has closed the account. */
  record KeyRefused() implements SmsCredit {}

  /** It refuses for another reason, of which it tells a number. */
  record Refused(int code) implements SmsCredit {}
}
