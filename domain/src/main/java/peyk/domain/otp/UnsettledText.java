package peyk.domain.otp;

import java.time.Instant;

/**
 * A text that the gateway may or may not have accepted. It must be looked up before the phone gets
 * another text, so that nobody gets two.
 *
 * @param firstSentAt the time of the challenge's first text
 * @param sentAt the time when this text was last sent
 */
public record UnsettledText(
    ChallengeId challenge, SmsReference reference, Instant firstSentAt, Instant sentAt) {}
