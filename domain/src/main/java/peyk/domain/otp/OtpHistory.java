package peyk.domain.otp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a phone, and of the limits it shares, when a code is requested.
 *
 * @param challenge the phone's last challenge, unless it was used
 * @param unsettled a text with an unknown outcome
 * @param full for each limit that is full: the time of its oldest counted request, which frees a
 *     place one period later
 * @param wrongCodes the times of wrong codes in the last day, oldest first
 * @param wrongCodesInARow wrong codes since the last sign-in
 */
public record OtpHistory(
    Optional<OtpChallenge> challenge,
    Optional<UnsettledText> unsettled,
    Map<OtpRateLimit, Instant> full,
    List<Instant> wrongCodes,
    int wrongCodesInARow) {
  public OtpHistory {
    full = Map.copyOf(full);
    wrongCodes = List.copyOf(wrongCodes);
  }

  /** The history of a phone without requests. */
  public static OtpHistory none() {
    return new OtpHistory(Optional.empty(), Optional.empty(), Map.of(), List.of(), 0);
  }

  /** The wrong codes for a challenge, if it is the last one. */
  int attempts(ChallengeId id) {
    return challenge.filter(last -> last.id().equals(id)).map(OtpChallenge::attempts).orElse(0);
  }
}
