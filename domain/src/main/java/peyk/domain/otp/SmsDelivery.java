package peyk.domain.otp;

/**
 * What the gateway knows of a text.
 *
 * @param taken it has taken the text, and did not reject it later
 * @param rials the price of the text; 0 if unknown
 */
public record SmsDelivery(boolean taken, long rials) {}
