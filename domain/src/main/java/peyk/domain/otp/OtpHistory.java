package peyk.domain.otp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a phone, and about those who share limits with it, when a code is asked for.
 *
 * @param challenge the phone's last challenge, unless it was used
 * @param unsettled a text to it whose fate is not known
 * @param full for each limit that has as many requests in its last period as it allows: the time of
 *     the oldest of these, so that there is room again one period after it
 * @param wrongCodes when wrong codes were offered for it in the last day, oldest first
 * @param wrongCodesInARow how many were offered since its last sign-in
 */
public record OtpHistory(
    Optional<OtpChallenge> challenge,
    Optional<UnsettledText> unsettled,
    Map<RateLimit, Instant> full,
    List<Instant> wrongCodes,
    int wrongCodesInARow) {
  public OtpHistory {
    full = Map.copyOf(full);
    wrongCodes = List.copyOf(wrongCodes);
  }

  /** Of a phone that nobody has asked for. */
  public static OtpHistory none() {
    return new OtpHistory(Optional.empty(), Optional.empty(), Map.of(), List.of(), 0);
  }

  /** How many wrong codes were offered instead of a challenge's, as far as it is remembered. */
  int attempts(ChallengeId id) {
    return challenge.filter(last -> last.id().equals(id)).map(OtpChallenge::attempts).orElse(0);
  }
}
