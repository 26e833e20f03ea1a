package peyk.domain.otp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;

/** Requests in memory, for the challenges of an {@link InMemoryOtpChallengeRepository}. */
public final class InMemoryOtpRequestRepository implements OtpRequestRepository {
  private final InMemoryOtpChallengeRepository challenges;
  private final List<OtpRequest> granted = new ArrayList<>();

  public InMemoryOtpRequestRepository(InMemoryOtpChallengeRepository challenges) {
    this.challenges = challenges;
  }

  @Override
  public OtpDecision reserve(
      OtpRequest request, List<OtpRateLimit> limits, Function<OtpHistory, OtpDecision> policy) {
    synchronized (challenges) {
      var decision = policy.apply(history(request, limits));
      return switch (decision) {
        case Refuse refuse -> refuse;
        case Send send -> {
          granted.add(request);
          challenges.update(request.phone(), known -> known.sent(send.challenge()));
          yield send;
        }
      };
    }
  }

  private OtpHistory history(OtpRequest request, List<OtpRateLimit> limits) {
    var full = new HashMap<OtpRateLimit, Instant>();
    for (var limit : limits) {
      granted.stream()
          .filter(earlier -> key(limit, earlier).equals(key(limit, request)))
          .map(OtpRequest::at)
          .filter(at -> at.isAfter(request.at().minus(limit.period())))
          .sorted(Comparator.reverseOrder())
          .skip(limit.requests() - 1L)
          .findFirst()
          .ifPresent(at -> full.put(limit, at));
    }
    return challenges.phone(request.phone()).history(full, request.at());
  }

  private static String key(OtpRateLimit limit, OtpRequest request) {
    return switch (limit.scope()) {
      case PHONE -> request.phone().e164();
      case ADDRESS -> request.address().value();
      case BLOCK -> request.phone().block();
      case SERVICE -> "";
    };
  }

  @Override
  public void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt) {
    challenges.update(request.phone(), known -> known.confirm(challenge, expiresAt));
  }

  @Override
  public void giveBack(OtpRequest request, Send failed, Optional<UnsettledText> unsettled) {
    synchronized (challenges) {
      granted.remove(request);
      challenges.update(
          request.phone(),
          known -> known.giveBack(failed.challenge(), failed.previous(), unsettled));
    }
  }

  /** The requests that have a place in the limits, in order. */
  public List<OtpRequest> granted() {
    synchronized (challenges) {
      return List.copyOf(granted);
    }
  }
}
