package peyk.domain.otp;

/**
 * What can be seen of this service's account at the SMS gateway; to look at it costs nothing.
 * Throws {@link peyk.domain.GatewayUnavailableException}, also if the answer cannot be read.
 */
public interface SmsAccountGateway {
  SmsCredit credit();

  /** The template that texts with codes are made from. */
  SmsTemplate template();
}
