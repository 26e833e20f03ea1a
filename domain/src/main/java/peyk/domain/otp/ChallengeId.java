package peyk.domain.otp;

import java.util.UUID;

/**
 * The random name of one challenge; the code is derived from it, so it is as good as new for each
 * challenge.
 */
public record ChallengeId(UUID value) {}
