package peyk.application.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import peyk.application.account.AccountWorld;
import peyk.application.intake.IntakeLimit;
import peyk.domain.ClientAddress;
import peyk.domain.MovableClock;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.InMemoryOtpChallengeRepository;
import peyk.domain.otp.InMemoryOtpRequestRepository;
import peyk.domain.otp.InMemorySmsGateway;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRateLimit.Scope;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.Phones;

/** Phones that ask for codes and sign in with them, under the usual limits. */
final class OtpWorld {
  private static final Duration DAY = Duration.ofDays(1);
  static final Duration COOLDOWN = Duration.ofSeconds(30);
  private static final ClientAddress ADDRESS = new ClientAddress("192.0.2.1");

  final AccountWorld accountWorld = new AccountWorld();
  final MovableClock clock = accountWorld.clock;
  final InMemorySmsGateway sms = new InMemorySmsGateway();
  final InMemoryOtpChallengeRepository challenges = new InMemoryOtpChallengeRepository();
  final InMemoryOtpRequestRepository requests = new InMemoryOtpRequestRepository(challenges);

  private final OtpLimits limits =
      new OtpLimits(
          List.of(
              new OtpRateLimit(Scope.PHONE, 1, COOLDOWN),
              new OtpRateLimit(Scope.PHONE, 5, Duration.ofHours(1)),
              new OtpRateLimit(Scope.PHONE, 10, Duration.ofDays(1)),
              new OtpRateLimit(Scope.ADDRESS, 30, Duration.ofHours(1)),
              new OtpRateLimit(Scope.BLOCK, 60, Duration.ofHours(1)),
              new OtpRateLimit(Scope.SERVICE, 600, Duration.ofMinutes(1))),
          5,
          20,
          100);
  private final OtpPolicy policy =
      new OtpPolicy(limits, Duration.ofMinutes(2), Duration.ofMinutes(10));
  private final OtpCodes codes = new OtpCodes("an OTP key of 32 characters or more", 4);
  private final AtomicLong lastId;
  private final RequestOtp requestOtp =
      new RequestOtp(requests, sms, policy, codes, clock, () -> new UUID(0, nextId()));
  private final SignIn signIn;
  private Runnable afterAttempt = () -> {};

  OtpWorld() {
    this(new WrongCodeLimits(new IntakeLimit(0, DAY), new IntakeLimit(0, DAY)));
  }

  OtpWorld(WrongCodeLimits wrongCodes) {
    this(wrongCodes, 0);
  }

  /**
   * @param firstId other worlds have other codes if it differs
   */
  OtpWorld(WrongCodeLimits wrongCodes, long firstId) {
    lastId = new AtomicLong(firstId);
    signIn =
        new SignIn(
            new WatchedChallenges(), accountWorld.openAccount(), limits, wrongCodes, codes, clock);
  }

  private long nextId() {
    return lastId.incrementAndGet();
  }

  RequestOtp.Outcome request() {
    return request(Phones.any(), ADDRESS);
  }

  RequestOtp.Outcome request(PhoneNumber phone, ClientAddress address) {
    return requestOtp.request(phone, address);
  }

  SignIn.Outcome signIn(String typed) {
    return signIn(typed, ADDRESS);
  }

  SignIn.Outcome signIn(String typed, ClientAddress address) {
    return signIn(Phones.any(), typed, address);
  }

  SignIn.Outcome signIn(PhoneNumber phone, String typed, ClientAddress address) {
    return signIn.signIn(phone, typed, address);
  }

  /** Something that happens once, after a code was compared and before the sign-in goes on. */
  void afterNextAttempt(Runnable event) {
    afterAttempt =
        () -> {
          afterAttempt = () -> {};
          event.run();
        };
  }

  /** Asks for a code and receives it. */
  String receiveCode() {
    if (!(request() instanceof RequestOtp.Outcome.Sent)) {
      throw new AssertionError("no code was sent");
    }
    return lastCode();
  }

  String lastCode() {
    return sms.texts().getLast().code().digits();
  }

  List<String> receivedCodes() {
    return sms.texts().stream().map(text -> text.code().digits()).toList();
  }

  /** A code that is not the right one. */
  static String otherThan(String code) {
    return String.format("%04d", (Integer.parseInt(code) + 1) % 10_000);
  }

  private final class WatchedChallenges implements OtpChallengeRepository {
    @Override
    public OtpAttempt attempt(
        PhoneNumber phone,
        OtpLimits limits,
        Predicate<ChallengeId> isRight,
        Instant now,
        Instant claimUntil) {
      var attempt = challenges.attempt(phone, limits, isRight, now, claimUntil);
      afterAttempt.run();
      return attempt;
    }

    @Override
    public OtpAttempt attemptWithoutCode(PhoneNumber phone, OtpLimits limits, Instant now) {
      return challenges.attemptWithoutCode(phone, limits, now);
    }

    @Override
    public void close(PhoneNumber phone, ChallengeId challenge) {
      challenges.close(phone, challenge);
    }

    @Override
    public void reopen(PhoneNumber phone, ChallengeId challenge) {
      challenges.reopen(phone, challenge);
    }
  }
}
