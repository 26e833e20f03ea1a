package peyk.domain.otp;

import java.util.List;

/** The SMS gateway's answer about the template of texts with codes. */
public sealed interface SmsTemplate {
  /**
   * @param parameters names
   * @param text with each parameter as {@code %name%}; empty if the gateway does not report it
   */
  record Approved(List<String> parameters, String text) implements SmsTemplate {
    public Approved {
      parameters = List.copyOf(parameters);
    }
  }

  /** There is no approved template of that name. */
  record Unknown() implements SmsTemplate {}

  /** The gateway does not know the key, or has closed the account. */
  record KeyRefused() implements SmsTemplate {}

  /** Another refusal, with the gateway's number. */
  record Refused(int code) implements SmsTemplate {}
}
