package peyk.domain.otp;

/**
 * This service's account at the SMS gateway; reading it is free. Throws {@link
 * peyk.domain.GatewayUnavailableException}, also if the answer cannot be read.
 */
public interface SmsAccountGateway {
  SmsCredit credit();

  /** The template of the texts with codes. */
  SmsTemplate template();
}
