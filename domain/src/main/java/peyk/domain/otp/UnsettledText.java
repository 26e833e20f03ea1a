package peyk.domain.otp;

import java.time.Instant;

/**
 * A text of which we do not know whether the gateway took it. It has to be looked up before
 * anything is sent to that phone again, so that nobody gets two.
 *
 * @param at when it was given to the gateway
 */
public record UnsettledText(ChallengeId challenge, SmsReference reference, Instant at) {}
