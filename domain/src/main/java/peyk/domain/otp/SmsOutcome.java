package peyk.domain.otp;

import peyk.domain.text.Worded;

/** The result of sending a text. */
public enum SmsOutcome implements Worded {
  SENT,
  /** The text certainly did not go out. */
  FAILED,
  /** No clear answer came: the text may have gone out. */
  UNCLEAR
}
