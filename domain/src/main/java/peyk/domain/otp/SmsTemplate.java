package peyk.domain.otp;

import java.util.List;

/** What the SMS gateway says when it is asked for the template of the texts with codes. */
public sealed interface SmsTemplate {
  /**
   * It was approved.
   *
   * @param parameters the names of its blanks
   * @param text with each blank as {@code %name%}; empty if the gateway does not tell
   */
  record Approved(List<String> parameters, String text) implements SmsTemplate {
    public Approved {
      parameters = List.copyOf(parameters);
    }
  }

  /** There is none of that name, or it was not approved. */
  record Unknown() implements SmsTemplate {}

  /** The gateway does not know the key of this service, or has closed the account. */
  record KeyRefused() implements SmsTemplate {}

  /** The gateway refuses for another reason, of which it tells a number. */
  record Refused(int code) implements SmsTemplate {}
}
