package peyk.adapters.http.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import peyk.application.otp.DescribePhone;
import peyk.domain.ClientAddress;
import peyk.domain.MovableClock;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.InMemoryOtpChallengeRepository;
import peyk.domain.otp.InMemoryOtpPhoneRepository;
import peyk.domain.otp.InMemoryOtpRequestRepository;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.otp.SmsReference;

/** A phone that somebody guesses codes of. */
final class AdminPhones {
  static final PhoneNumber PHONE = new PhoneNumber("+989121234567", "09121234567");

  private static final OtpPolicy POLICY =
      new OtpPolicy(
          new OtpLimits(List.of(), 5, 5, 100), Duration.ofMinutes(2), Duration.ofMinutes(10));

  private final MovableClock clock;
  private final InMemoryOtpChallengeRepository challenges = new InMemoryOtpChallengeRepository();
  private final InMemoryOtpRequestRepository requests =
      new InMemoryOtpRequestRepository(challenges);

  AdminPhones(MovableClock clock) {
    this.clock = clock;
  }

  PhoneRoutes routes(AdminWorld.Stored database) {
    var phones =
        database.stored(
            OtpPhoneRepository.class, new InMemoryOtpPhoneRepository(challenges, requests));
    return new PhoneRoutes(
        new PhoneNumberParser(List.of("IR")), new DescribePhone(phones, POLICY, clock), phones);
  }

  /** The phone asks for a code. */
  void ask() {
    requests.reserve(
        new OtpRequest(UUID.randomUUID(), PHONE, new ClientAddress("192.0.2.1"), clock.now()),
        List.of(),
        history ->
            POLICY.decide(
                history,
                clock.now(),
                new ChallengeId(UUID.randomUUID()),
                new SmsReference(UUID.randomUUID())));
  }

  void offerWrongCode() {
    challenges.attempt(PHONE, POLICY.limits(), id -> false, clock.now(), clock.now());
  }

  /** The phone asks for a code, and gets too many wrong ones. */
  void lock() {
    ask();
    for (int i = 0; i < 5; i++) {
      offerWrongCode();
    }
  }

  Optional<Boolean> mayAsk() {
    ask();
    return challenges.challenge(PHONE).map(challenge -> challenge.attempts() == 0);
  }
}
