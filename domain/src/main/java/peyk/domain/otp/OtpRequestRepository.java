package peyk.domain.otp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The requests for codes that count towards limits, and the challenges they opened. */
public interface OtpRequestRepository {
  /**
   * Reads the history that matters to a request, decides, and stores what was decided, as one step:
   * no other request of the same phone, or under one of the same limits, on any replica, comes in
   * between. A {@code Send} takes a place in the limits and makes its challenge the phone's live
   * one; a {@code Refuse} changes nothing.
   *
   * @param limits those that count; an unlimited scope is not looked at
   * @param policy a pure function, called once
   */
  OtpDecision reserve(
      OtpRequest request, List<RateLimit> limits, Function<OtpHistory, OtpDecision> policy);

  /**
   * The text went out: the challenge lives until the given end at least, and nothing about it is
   * unsettled.
   */
  void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt);

  /**
   * The text failed: gives the request's place in the limits back and puts the phone's previous
   * challenge, or none, in the place of the one that was sent, unless a later request has changed
   * it meanwhile.
   *
   * @param unsettled the text, if it may yet turn out to have been sent; empty forgets an earlier
   *     one
   */
  void giveBack(OtpRequest request, OtpDecision.Send failed, Optional<UnsettledText> unsettled);
}
