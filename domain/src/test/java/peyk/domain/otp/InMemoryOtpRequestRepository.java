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
      OtpRequest request, List<RateLimit> limits, Function<OtpHistory, OtpDecision> policy) {
    synchronized (challenges) {
      var decision = policy.apply(history(request, limits));
      return switch (decision) {
        case Refuse refuse -> refuse;
        case Send send -> {
          granted.add(request);
          put(request.phone(), send.challenge());
          yield send;
        }
      };
    }
  }

  private void put(PhoneNumber phone, OtpChallenge challenge) {
    var known = challenges.phone(phone);
    known.challenge = keepingAttempts(known, challenge);
  }

  /** A challenge that is stored already keeps its attempts and its claim. */
  private static OtpChallenge keepingAttempts(
      InMemoryOtpChallengeRepository.Phone known, OtpChallenge challenge) {
    var stored = known.challenge;
    if (stored == null || !stored.id().equals(challenge.id())) {
      known.claimedUntil = null;
      return challenge;
    }
    return new OtpChallenge(
        challenge.id(), challenge.firstSentAt(), challenge.expiresAt(), stored.attempts());
  }

  private OtpHistory history(OtpRequest request, List<RateLimit> limits) {
    var full = new HashMap<RateLimit, Instant>();
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
    var known = challenges.phone(request.phone());
    return new OtpHistory(
        Optional.ofNullable(known.challenge),
        Optional.ofNullable(known.unsettled),
        full,
        known.wrongCodes.stream()
            .filter(at -> at.isAfter(request.at().minus(OtpLimits.DAY)))
            .sorted()
            .toList(),
        known.wrongCodesInARow);
  }

  private static String key(RateLimit limit, OtpRequest request) {
    return switch (limit.scope()) {
      case PHONE -> request.phone().e164();
      case ADDRESS -> request.address().value();
      case BLOCK -> request.phone().block();
      case SERVICE -> "";
    };
  }

  @Override
  public void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt) {
    synchronized (challenges) {
      var known = challenges.phone(request.phone());
      var stored = known.challenge;
      if (stored != null
          && stored.id().equals(challenge)
          && stored.expiresAt().isBefore(expiresAt)) {
        known.challenge =
            new OtpChallenge(stored.id(), stored.firstSentAt(), expiresAt, stored.attempts());
      }
      if (known.unsettled != null && known.unsettled.challenge().equals(challenge)) {
        known.unsettled = null;
      }
    }
  }

  @Override
  public void giveBack(OtpRequest request, Send failed, Optional<UnsettledText> unsettled) {
    synchronized (challenges) {
      granted.remove(request);
      var known = challenges.phone(request.phone());
      var sent = failed.challenge();
      if (unsettled.isEmpty() || known.has(sent.id())) {
        known.unsettled = unsettled.orElse(null);
      }
      if (known.has(sent.id()) && known.expiresAt(sent.expiresAt())) {
        known.challenge =
            failed.previous().map(previous -> keepingAttempts(known, previous)).orElse(null);
      }
    }
  }

  /** The requests that have a place in the limits, in order. */
  public List<OtpRequest> granted() {
    synchronized (challenges) {
      return List.copyOf(granted);
    }
  }
}
