package peyk.application.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpCooldown;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.UnsettledText;
import peyk.domain.text.Worded;
import peyk.domain.time.ClusterTime;

/** Shows people who help a phone's owner what became of its codes in the last day. */
public record DescribePhone(OtpPhoneRepository phones, OtpPolicy policy, ClusterTime clock) {
  /**
   * @param texts when a text was sent, the oldest first; one that the gateway refused is left out
   * @param code the last one, live or not, unless it was used
   * @param wrongCodes of the last day, the oldest first
   * @param wrongCodesInARow since the last sign-in, less those that were forgiven
   * @param unsettled when a text was sent whose fate the gateway did not tell
   * @param locked how long the phone gets no code because of wrong ones; zero = not locked
   */
  public record Overview(
      List<Instant> texts,
      Optional<Code> code,
      List<Instant> wrongCodes,
      int wrongCodesInARow,
      Optional<Instant> unsettled,
      Duration locked) {}

  public record Code(OtpChallenge challenge, CodeState state) {}

  public enum CodeState implements Worded {
    LIVE,
    EXPIRED,
    /** By too many wrong codes. */
    BURNT
  }

  /**
   * @return empty if the phone has asked for no code
   */
  public Optional<Overview> describe(PhoneNumber phone) {
    var now = clock.now();
    return phones.find(phone, now.minus(OtpLimits.DAY)).map(known -> overview(known, now));
  }

  private Overview overview(OtpPhoneRepository.Known known, Instant now) {
    var history = known.phone().history(Map.of(), now);
    return new Overview(
        known.requests(),
        history.challenge().map(challenge -> new Code(challenge, state(challenge, now))),
        history.wrongCodes(),
        history.wrongCodesInARow(),
        history.unsettled().map(UnsettledText::sentAt),
        new OtpCooldown(policy.limits()).forWrongCodes(history, now));
  }

  private CodeState state(OtpChallenge challenge, Instant now) {
    if (challenge.isLive(now, policy.limits())) {
      return CodeState.LIVE;
    }
    return now.isBefore(challenge.expiresAt()) ? CodeState.BURNT : CodeState.EXPIRED;
  }
}
