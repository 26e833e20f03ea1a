package peyk.domain.otp;

import java.util.UUID;

/** The random id of a challenge. The code is derived from it, so each challenge has a new code. */
public record ChallengeId(UUID value) {}
