package peyk.application.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import peyk.domain.ClientAddress;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.UnsettledText;
import peyk.domain.time.ClusterTime;

/**
 * Sends a subscriber a sign-in code.
 *
 * @param ids makes unpredictable ids, because codes are derived from them
 */
public record RequestOtp(
    OtpRequestRepository requests,
    SmsGateway sms,
    OtpPolicy policy,
    OtpCodes codes,
    ClusterTime clock,
    Supplier<UUID> ids) {
  /**
   * After an unclear call, a look-up that finds nothing is believed only this long after that call
   * began. A gateway shows a text some seconds after it took it.
   */
  private static final Duration LOOK_UP_DELAY = Duration.ofSeconds(25);

  public sealed interface Outcome {
    /** The code was sent. It is valid for this time from now. */
    record Sent(Duration validity) implements Outcome {}

    record TooManyRequests(Duration retryAfter) implements Outcome {}

    record SmsFailed() implements Outcome {}
  }

  public Outcome request(PhoneNumber phone, ClientAddress address) {
    var request = new OtpRequest(ids.get(), phone, address, clock.now());
    var freshId = new ChallengeId(ids.get());
    var freshReference = new SmsReference(ids.get());
    var decision =
        requests.reserve(
            request,
            policy.limits().requests(),
            history -> policy.decide(history, request.at(), freshId, freshReference));
    return switch (decision) {
      case Refuse(var retryAfter) -> new Outcome.TooManyRequests(retryAfter);
      case Send send -> deliver(request, send);
    };
  }

  /**
   * Sends the text unless the gateway has it already, from an earlier request or a call that timed
   * out.
   */
  private Outcome deliver(OtpRequest request, Send send) {
    if (send.mayHaveSentAt().isPresent()) {
      var sentAt = send.mayHaveSentAt().get();
      var earlier = lookUp(send.reference(), sentAt);
      if (earlier != SmsOutcome.FAILED) {
        return outcome(request, send, earlier, sentAt);
      }
    }
    var now = clock.now();
    return outcome(request, send, sendNow(request.phone(), send), now);
  }

  private Outcome outcome(OtpRequest request, Send send, SmsOutcome outcome, Instant sentAt) {
    var challenge = send.challenge();
    return switch (outcome) {
      case SENT -> new Outcome.Sent(confirm(request, send));
      case FAILED -> fail(request, send, Optional.empty());
      case UNCLEAR ->
          fail(
              request,
              send,
              Optional.of(
                  new UnsettledText(
                      challenge.id(), send.reference(), challenge.firstSentAt(), sentAt)));
    };
  }

  private SmsOutcome lookUp(SmsReference text, Instant sentAt) {
    try {
      if (sms.hasTaken(text)) {
        return SmsOutcome.SENT;
      }
      return clock.now().isBefore(sentAt.plus(LOOK_UP_DELAY))
          ? SmsOutcome.UNCLEAR
          : SmsOutcome.FAILED;
    } catch (GatewayUnavailableException e) {
      return SmsOutcome.UNCLEAR;
    }
  }

  private SmsOutcome sendNow(PhoneNumber phone, Send send) {
    try {
      var outcome = sms.send(phone, codes.codeFor(send.challenge().id()), send.reference());
      return outcome == SmsOutcome.UNCLEAR && sms.hasTaken(send.reference())
          ? SmsOutcome.SENT
          : outcome;
    } catch (GatewayUnavailableException e) {
      return SmsOutcome.UNCLEAR;
    }
  }

  /** After a slow call the code's life is extended. The usual call needs no second write. */
  private Duration confirm(OtpRequest request, Send send) {
    var reserved = send.challenge();
    var now = clock.now();
    var expiresAt = policy.expiry(reserved.firstSentAt(), now);
    var validity = wholeSeconds(Duration.between(now, expiresAt));
    var reservedValidity = wholeSeconds(Duration.between(now, reserved.expiresAt()));
    if (send.mayHaveSentAt().isPresent() || !reservedValidity.equals(validity)) {
      requests.confirm(request, reserved.id(), expiresAt);
    }
    return validity;
  }

  private static Duration wholeSeconds(Duration duration) {
    return Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds());
  }

  private Outcome fail(OtpRequest request, Send send, Optional<UnsettledText> unsettled) {
    requests.giveBack(request, send, unsettled);
    return new Outcome.SmsFailed();
  }
}
