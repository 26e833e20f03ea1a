package peyk.application.otp;

import java.time.Duration;
import java.time.Instant;
import peyk.application.account.OpenAccount;
import peyk.domain.ClientAddress;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.SessionToken;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.time.ClusterTime;

/** Gives a subscriber with the right code a token of the phone's Traccar user. */
public record SignIn(
    OtpChallengeRepository challenges,
    OpenAccount accounts,
    OtpLimits limits,
    WrongCodeLimits wrongCodes,
    OtpCodes codes,
    ClusterTime clock) {
  /**
   * How long a sign-in holds a code. All its calls to Traccar together take less time, even to an
   * old Traccar, so only a sign-in whose process died loses the code this way.
   */
  static final Duration CLAIM = Duration.ofMinutes(2);

  public sealed interface Outcome {
    record SignedIn(SessionToken token) implements Outcome {}

    /** There is no live code for this phone. */
    record NoCode() implements Outcome {}

    record Expired() implements Outcome {}

    record WrongCode() implements Outcome {}

    /** Too many wrong codes came from this address, or to this service. Nothing was compared. */
    record TooManyWrongCodes() implements Outcome {}

    /** The code was right and stays usable: Traccar could not be asked. */
    record TraccarUnavailable() implements Outcome {}

    /**
     * The code was right and stays usable: the phone's user gets no token, for example because it
     * is disabled.
     */
    record Refused() implements Outcome {}
  }

  /**
   * @param typed the text that the user typed
   */
  public Outcome signIn(PhoneNumber phone, String typed, ClientAddress address) {
    return OtpCode.parse(typed)
        .map(code -> signIn(phone, code, address))
        .orElseGet(() -> refuse(challenges.attemptWithoutCode(phone, limits, clock.now())));
  }

  private Outcome signIn(PhoneNumber phone, OtpCode typed, ClientAddress address) {
    var now = clock.now();
    if (!wrongCodes.admit(address, now)) {
      return new Outcome.TooManyWrongCodes();
    }
    var isWrong = false;
    try {
      var outcome = compare(phone, typed, now);
      isWrong = outcome instanceof Outcome.WrongCode;
      return outcome;
    } finally {
      if (!isWrong) {
        wrongCodes.giveBack(address);
      }
    }
  }

  private Outcome compare(PhoneNumber phone, OtpCode typed, Instant now) {
    var attempt =
        challenges.attempt(
            phone, limits, id -> codes.codeFor(id).matches(typed), now, now.plus(CLAIM));
    return attempt instanceof OtpAttempt.Claimed(var challenge)
        ? useOnce(phone, challenge.id())
        : refuse(attempt);
  }

  private static Outcome refuse(OtpAttempt attempt) {
    return switch (attempt) {
      case OtpAttempt.None() -> new Outcome.NoCode();
      case OtpAttempt.Expired() -> new Outcome.Expired();
      case OtpAttempt.Wrong(_) -> new Outcome.WrongCode();
      case OtpAttempt.Claimed _ -> throw new IllegalArgumentException("the code is right");
    };
  }

  private Outcome useOnce(PhoneNumber phone, ChallengeId challenge) {
    try {
      var token = accounts.tokenFor(phone);
      if (token.isPresent()) {
        challenges.close(phone, challenge);
        return new Outcome.SignedIn(token.get());
      }
    } catch (GatewayUnavailableException e) {
      challenges.reopen(phone, challenge);
      return new Outcome.TraccarUnavailable();
    } catch (RuntimeException e) {
      challenges.reopen(phone, challenge);
      throw e;
    }
    challenges.reopen(phone, challenge);
    return new Outcome.Refused();
  }
}
