package peyk.domain.otp;

/** Delivers text messages. */
public interface SmsGateway {
  /**
   * Sends a code once and never repeats a text that may have gone out. Returns within the gateway's
   * timeout. Failures are outcomes, not exceptions.
   */
  SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference);

  /**
   * Asks whether the gateway has accepted a text.
   *
   * @throws peyk.domain.GatewayUnavailableException if the gateway cannot be asked
   */
  boolean hasTaken(SmsReference reference);

  /**
   * Asks what became of a text that was sent.
   *
   * @throws peyk.domain.GatewayUnavailableException if the gateway cannot be asked
   */
  default SmsDelivery delivery(SmsReference reference) {
    return new SmsDelivery(hasTaken(reference), 0);
  }
}
