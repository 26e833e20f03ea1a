package peyk.domain.otp;

/** Whoever delivers text messages. */
public interface SmsGateway {
  /**
   * Sends a code once; never repeats by itself a text that may have gone out. Takes as long as the
   * gateway's time-out at the most and throws nothing that a caller should expect.
   */
  SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference);

  /**
   * Asks what became of a text.
   *
   * @return whether the gateway has it
   * @throws peyk.domain.GatewayUnavailableException if it could not be asked
   */
  boolean hasTaken(SmsReference reference);
}
