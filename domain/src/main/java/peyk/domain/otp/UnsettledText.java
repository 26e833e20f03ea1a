package peyk.domain.otp;

import java.time.Instant;

/**
 * A text that the gateway may or may not have accepted. It must be looked up before the phone gets
 * another text, so that nobody gets two.
 *
 * @param at the time of sending
 */
public record UnsettledText(ChallengeId challenge, SmsReference reference, Instant at) {}
