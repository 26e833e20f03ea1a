package peyk.adapters.postgres.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.PhoneNumber;

/** Challenges in {@code otp_phone}: the row's lock decides races. */
public final class JdbiOtpChallengeRepository implements OtpChallengeRepository {
  private static final Duration EXPIRY_IS_REMEMBERED = Duration.ofMinutes(10);

  /** Only one of several at the same instant. */
  private static final String TAKE_ATTEMPT_OFF =
      """
      failures_in_a_row = greatest(0, failures_in_a_row - 1),
      recent_failures = ARRAY(
        SELECT failure.at
          FROM unnest(recent_failures) WITH ORDINALITY AS failure (at, number)
         WHERE failure.number IS DISTINCT FROM array_position(recent_failures, :attemptedAt))
      """;

  private final Storage storage;

  public JdbiOtpChallengeRepository(Storage storage) {
    this.storage = storage;
  }

  @Override
  public OtpAttempt recordAttempt(PhoneNumber phone, OtpLimits limits, Instant now) {
    return storage.with(handle ->
        count(handle, phone, limits, now)
            .<OtpAttempt>map(OtpAttempt.Open::new)
            .orElseGet(() -> whyNot(handle, phone, limits, now)));
  }

  /** Who waits for another's attempt finds all conditions checked anew once it is counted. */
  private static Optional<OtpChallenge> count(
      Handle handle, PhoneNumber phone, OtpLimits limits, Instant now) {
    return handle
        .createQuery(
            """
            UPDATE otp_phone
               SET attempts = attempts + 1,
                   failures_in_a_row = failures_in_a_row + 1,
                   recent_failures = CASE WHEN :perDay = 0 THEN '{}' ELSE
                     ARRAY(SELECT at FROM unnest(recent_failures) AS at WHERE at > :dayAgo) || :now
                   END
             WHERE phone = :phone
               AND challenge_id IS NOT NULL
               AND expires_at > :now
               AND attempts < :attempts
               AND (claimed_until IS NULL OR claimed_until <= :now)
               AND (:inARow = 0 OR failures_in_a_row < :inARow)
               AND (:perDay = 0 OR :perDay >
                 (SELECT count(*) FROM unnest(recent_failures) AS at WHERE at > :dayAgo))
            RETURNING challenge_id, first_sent_at, expires_at, attempts
            """)
        .bind("phone", phone.e164())
        .bind("now", Columns.time(now))
        .bind("dayAgo", Columns.time(now.minus(OtpLimits.DAY)))
        .bind("attempts", limits.attempts())
        .bind("perDay", limits.attemptsPerDay())
        .bind("inARow", limits.attemptsInARow())
        .map((row, context) -> JdbiOtpRequestRepository.readChallenge(row).orElseThrow())
        .findOne();
  }

  private static OtpAttempt whyNot(
      Handle handle, PhoneNumber phone, OtpLimits limits, Instant now) {
    var hasExpired =
        handle
            .createQuery(
                """
                SELECT 1
                  FROM otp_phone
                 WHERE phone = :phone
                   AND challenge_id IS NOT NULL
                   AND expires_at <= :now
                   AND expires_at > :forgotten
                   AND attempts < :attempts
                   AND (claimed_until IS NULL OR claimed_until <= :now)
                """)
            .bind("phone", phone.e164())
            .bind("now", Columns.time(now))
            .bind("forgotten", Columns.time(now.minus(EXPIRY_IS_REMEMBERED)))
            .bind("attempts", limits.attempts())
            .mapTo(Integer.class)
            .findOne();
    return hasExpired.isPresent() ? new OtpAttempt.Expired() : new OtpAttempt.None();
  }

  @Override
  public boolean claim(
      PhoneNumber phone, ChallengeId challenge, Instant attemptedAt, Instant now, Instant until) {
    return storage.with(handle -> {
      var isClaimed = claimUnlessTaken(handle, phone, challenge, attemptedAt, now, until);
      if (!isClaimed) {
        takeAttemptOff(handle, phone, challenge, attemptedAt);
      }
      return isClaimed;
    });
  }

  private static boolean claimUnlessTaken(
      Handle handle,
      PhoneNumber phone,
      ChallengeId challenge,
      Instant attemptedAt,
      Instant now,
      Instant until) {
    return handle
            .createUpdate(
                """
                UPDATE otp_phone
                   SET claimed_until = :until, attempts = greatest(0, attempts - 1), %s
                 WHERE phone = :phone
                   AND challenge_id = :challenge
                   AND (claimed_until IS NULL OR claimed_until <= :now)
                """
                    .formatted(TAKE_ATTEMPT_OFF))
            .bind("phone", phone.e164())
            .bind("challenge", challenge.value())
            .bind("attemptedAt", Columns.time(attemptedAt))
            .bind("now", Columns.time(now))
            .bind("until", Columns.time(until))
            .execute()
        == 1;
  }

  /** Also the code of whom another sign-in was faster than was no wrong one. */
  private static void takeAttemptOff(
      Handle handle, PhoneNumber phone, ChallengeId challenge, Instant attemptedAt) {
    handle
        .createUpdate(
            """
            UPDATE otp_phone
               SET attempts = CASE WHEN challenge_id = :challenge
                                   THEN greatest(0, attempts - 1) ELSE attempts END,
                   %s
             WHERE phone = :phone
            """
                .formatted(TAKE_ATTEMPT_OFF))
        .bind("phone", phone.e164())
        .bind("challenge", challenge.value())
        .bind("attemptedAt", Columns.time(attemptedAt))
        .execute();
  }

  /** A text of a used code needs no looking up any more. */
  @Override
  public void close(PhoneNumber phone, ChallengeId challenge) {
    storage.use(handle ->
        handle
            .createUpdate(
                """
                UPDATE otp_phone
                   SET challenge_id = nullif(challenge_id, :challenge),
                       claimed_until = CASE WHEN challenge_id <> :challenge
                                            THEN claimed_until END,
                       failures_in_a_row = 0,
                       unsettled_challenge = CASE WHEN unsettled_challenge <> :challenge
                                                  THEN unsettled_challenge END,
                       unsettled_reference = CASE WHEN unsettled_challenge <> :challenge
                                                  THEN unsettled_reference END,
                       unsettled_at = CASE WHEN unsettled_challenge <> :challenge
                                           THEN unsettled_at END
                 WHERE phone = :phone
                """)
            .bind("phone", phone.e164())
            .bind("challenge", challenge.value())
            .execute());
  }

  @Override
  public void reopen(PhoneNumber phone, ChallengeId challenge) {
    storage.use(handle ->
        handle
            .createUpdate(
                """
                UPDATE otp_phone
                   SET claimed_until = NULL
                 WHERE phone = :phone
                   AND challenge_id = :challenge
                """)
            .bind("phone", phone.e164())
            .bind("challenge", challenge.value())
            .execute());
  }
}
