package peyk.domain.otp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The requests for codes that count towards limits, and their challenges. */
public interface OtpRequestRepository {
  /**
   * Reads a phone's history, decides, and stores the decision atomically. Requests of the same
   * phone or under the same limits wait, on all replicas. {@code Send} takes a place in the limits
   * and makes its challenge the phone's live one. {@code Refuse} changes nothing.
   *
   * @param policy a pure function; called again if the decision could not be stored
   */
  OtpDecision reserve(
      OtpRequest request, List<OtpRateLimit> limits, Function<OtpHistory, OtpDecision> policy);

  /** Settles a text that went out: the challenge lives at least until the given end. */
  void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt);

  /**
   * Undoes {@code reserve} for a text that failed: gives back the place in the limits and restores
   * the previous challenge, unless a later request has changed it.
   *
   * @param unsettled the text, if it may have gone out; empty forgets an earlier one
   */
  void giveBack(OtpRequest request, OtpDecision.Send failed, Optional<UnsettledText> unsettled);
}
