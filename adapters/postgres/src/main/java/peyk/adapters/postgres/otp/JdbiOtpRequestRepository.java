package peyk.adapters.postgres.otp;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpHistory;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.RateLimit;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.UnsettledText;

/**
 * Requests in {@code otp_request}, challenges in {@code otp_phone}. Requests that share a limit
 * wait for one another by advisory locks; the history is read in a statement after that, which sees
 * all that those before have committed.
 */
public final class JdbiOtpRequestRepository implements OtpRequestRepository {
  private final Storage storage;

  public JdbiOtpRequestRepository(Storage storage) {
    this.storage = storage;
  }

  @Override
  public OtpDecision reserve(
      OtpRequest request, List<RateLimit> limits, Function<OtpHistory, OtpDecision> policy) {
    return storage.inTransaction(transaction -> {
      var decision = policy.apply(lockAndRead(transaction, request, limits));
      return switch (decision) {
        case Refuse refuse -> refuse;
        case Send send -> {
          grantAndCommit(transaction, request, send.challenge());
          yield send;
        }
      };
    });
  }

  /**
   * Waits for its turn and reads, in one trip: two statements, because the second is to see what
   * was committed while the first waited. It yields one row: what is known of the phone, and for
   * each limit the request that fills it.
   */
  private static OtpHistory lockAndRead(
      Handle transaction, OtpRequest request, List<RateLimit> limits) {
    var query =
        transaction
            .createQuery(
                """
                %s;
                SELECT known.*, %s
                  FROM (VALUES (1)) AS always
                  LEFT JOIN otp_phone AS known ON known.phone = :phone
                """
                    .formatted(AdvisoryLocks.TAKE, fullLimits(limits)))
            .bind("keys", AdvisoryLocks.keys(locks(request, limits)))
            .bind("phone", request.phone().e164())
            .bind("address", request.address().value())
            .bind("block", request.phone().block());
    for (int i = 0; i < limits.size(); i++) {
      query
          .bind("since" + i, Columns.time(request.at().minus(limits.get(i).period())))
          .bind("skip" + i, limits.get(i).requests() - 1);
    }
    return query.execute((executed, context) -> {
      try (context;
          var statement = executed.get()) {
        statement.getMoreResults();
        var row = statement.getResultSet();
        row.next();
        return readHistory(row, request.at(), limits);
      }
    });
  }

  private static List<String> locks(OtpRequest request, List<RateLimit> limits) {
    var scopes = limits.stream().map(RateLimit::scope);
    return Stream.concat(Stream.of(RateLimit.Scope.PHONE), scopes)
        .distinct()
        .map(scope ->
            switch (scope) {
              case PHONE -> "otp phone " + request.phone().e164();
              case ADDRESS -> "otp address " + request.address().value();
              case BLOCK -> "otp block " + request.phone().block();
              case SERVICE -> "otp service";
            })
        .toList();
  }

  private static String fullLimits(List<RateLimit> limits) {
    var columns = IntStream.range(0, limits.size()).mapToObj(i -> fullSince(i, limits.get(i)));
    return Stream.concat(Stream.of("1"), columns).collect(joining(", "));
  }

  private static String fullSince(int number, RateLimit limit) {
    var whose =
        switch (limit.scope()) {
          case PHONE -> "phone = :phone AND";
          case ADDRESS -> "address = :address AND";
          case BLOCK -> "block = :block AND";
          case SERVICE -> "";
        };
    return """
    (SELECT at FROM otp_request WHERE %s at > :since%d ORDER BY at DESC OFFSET :skip%d LIMIT 1) \
    AS full%d\
    """
        .formatted(whose, number, number, number);
  }

  private static OtpHistory readHistory(ResultSet row, Instant now, List<RateLimit> limits)
      throws SQLException {
    var full = new HashMap<RateLimit, Instant>();
    for (int i = 0; i < limits.size(); i++) {
      var since = Columns.maybeInstant(row, "full" + i);
      if (since.isPresent()) {
        full.put(limits.get(i), since.get());
      }
    }
    return new OtpHistory(
        readChallenge(row),
        readUnsettled(row),
        full,
        readWrongCodes(row.getArray("recent_failures"), now),
        row.getInt("failures_in_a_row"));
  }

  static Optional<OtpChallenge> readChallenge(ResultSet row) throws SQLException {
    var id = Columns.maybeUuid(row, "challenge_id");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OtpChallenge(
                new ChallengeId(id.get()),
                Columns.instant(row, "first_sent_at"),
                Columns.instant(row, "expires_at"),
                row.getInt("attempts")));
  }

  private static Optional<UnsettledText> readUnsettled(ResultSet row) throws SQLException {
    var challenge = Columns.maybeUuid(row, "unsettled_challenge");
    return challenge.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UnsettledText(
                new ChallengeId(challenge.get()),
                new SmsReference(row.getObject("unsettled_reference", UUID.class)),
                Columns.instant(row, "unsettled_at")));
  }

  private static List<Instant> readWrongCodes(@Nullable Array array, Instant now)
      throws SQLException {
    if (array == null) {
      return List.of();
    }
    return Arrays.stream((Timestamp[]) array.getArray())
        .map(Timestamp::toInstant)
        .filter(at -> at.isAfter(now.minus(OtpLimits.DAY)))
        .sorted()
        .toList();
  }

  /**
   * Commits in the same trip; the transaction's own commit then has nothing left to do. A challenge
   * that is stored already keeps its attempts and its claim.
   */
  private static void grantAndCommit(
      Handle transaction, OtpRequest request, OtpChallenge challenge) {
    transaction
        .createUpdate(
            """
            WITH granted AS (
              INSERT INTO otp_request (id, phone, address, block, at)
              VALUES (:id, :phone, :address, :block, :at)
            )
            INSERT INTO otp_phone AS known
                   (phone, challenge_id, first_sent_at, expires_at, attempts)
            VALUES (:phone, :challenge, :firstSentAt, :expiresAt, :attempts)
            ON CONFLICT (phone) DO UPDATE
               SET challenge_id = EXCLUDED.challenge_id,
                   first_sent_at = EXCLUDED.first_sent_at,
                   expires_at = EXCLUDED.expires_at,
                   attempts = CASE WHEN known.challenge_id = EXCLUDED.challenge_id
                                   THEN known.attempts ELSE EXCLUDED.attempts END,
                   claimed_until = CASE WHEN known.challenge_id = EXCLUDED.challenge_id
                                        THEN known.claimed_until END;
            COMMIT
            """)
        .bind("id", request.id())
        .bind("phone", request.phone().e164())
        .bind("address", request.address().value())
        .bind("block", request.phone().block())
        .bind("at", Columns.time(request.at()))
        .bindMap(columns(challenge))
        .execute();
  }

  private static Map<String, Object> columns(OtpChallenge challenge) {
    return Map.of(
        "challenge", challenge.id().value(),
        "firstSentAt", Columns.time(challenge.firstSentAt()),
        "expiresAt", Columns.time(challenge.expiresAt()),
        "attempts", challenge.attempts());
  }

  @Override
  public void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt) {
    storage.use(handle ->
        handle
            .createUpdate(
                """
                UPDATE otp_phone
                   SET expires_at = CASE WHEN challenge_id = :challenge
                                         THEN greatest(expires_at, :expiresAt)
                                         ELSE expires_at END,
                       unsettled_challenge = CASE WHEN unsettled_challenge <> :challenge
                                                  THEN unsettled_challenge END,
                       unsettled_reference = CASE WHEN unsettled_challenge <> :challenge
                                                  THEN unsettled_reference END,
                       unsettled_at = CASE WHEN unsettled_challenge <> :challenge
                                           THEN unsettled_at END
                 WHERE phone = :phone
                """)
            .bind("phone", request.phone().e164())
            .bind("challenge", challenge.value())
            .bind("expiresAt", Columns.time(expiresAt))
            .execute());
  }

  /**
   * A text of which nobody knows is only worth remembering while its code has not been used: the
   * challenge has to be there still.
   */
  @Override
  public void giveBack(OtpRequest request, Send failed, Optional<UnsettledText> unsettled) {
    storage.useTransaction(transaction -> {
      settleText(transaction, request, failed.challenge(), unsettled);
      restore(transaction, request, failed);
    });
  }

  private static void settleText(
      Handle transaction,
      OtpRequest request,
      OtpChallenge sent,
      Optional<UnsettledText> unsettled) {
    transaction
        .createUpdate(
            """
            WITH taken AS (
              DELETE FROM otp_request WHERE id = :id
            )
            UPDATE otp_phone
               SET unsettled_challenge = :unsettledChallenge::uuid,
                   unsettled_reference = :unsettledReference::uuid,
                   unsettled_at = :unsettledAt
             WHERE phone = :phone
               AND (challenge_id = :sent OR :unsettledChallenge::uuid IS NULL)
            """)
        .bind("id", request.id())
        .bind("phone", request.phone().e164())
        .bind("sent", sent.id().value())
        .bindByType(
            "unsettledChallenge",
            unsettled.map(text -> text.challenge().value()).orElse(null),
            UUID.class)
        .bindByType(
            "unsettledReference",
            unsettled.map(text -> text.reference().value()).orElse(null),
            UUID.class)
        .bind("unsettledAt", Columns.time(unsettled.map(UnsettledText::at)))
        .execute();
  }

  private static void restore(Handle transaction, OtpRequest request, Send failed) {
    var previous = failed.previous();
    var sent = failed.challenge();
    transaction
        .createUpdate(
            """
            UPDATE otp_phone
               SET challenge_id = %s,
                   first_sent_at = :firstSentAt,
                   expires_at = :expiresAt,
                   attempts = CASE WHEN challenge_id = :challenge THEN attempts ELSE :attempts END,
                   claimed_until = CASE WHEN challenge_id = :challenge THEN claimed_until END
             WHERE phone = :phone
               AND challenge_id = :sent
               AND expires_at = :sentExpiresAt
            """
                .formatted(previous.isPresent() ? ":challenge" : "NULL"))
        .bind("phone", request.phone().e164())
        .bind("sent", sent.id().value())
        .bind("sentExpiresAt", Columns.time(sent.expiresAt()))
        .bindMap(columns(previous.orElse(sent)))
        .execute();
  }
}
