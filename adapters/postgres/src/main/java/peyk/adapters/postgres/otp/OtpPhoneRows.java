package peyk.adapters.postgres.otp;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.argument.Argument;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.UnsettledText;

/**
 * Rows of {@code otp_phone} that a transaction has locked, and what becomes of them. All
 * transactions lock them in one order.
 */
final class OtpPhoneRows {
  static final String SELECT_FOR_UPDATE =
      "SELECT * FROM otp_phone WHERE phone = ANY(:phones) ORDER BY phone FOR UPDATE";

  /** The rows as they are after a batch, to be bound by {@link #bindChanged}. */
  private static final String CHANGED =
      """
      unnest(:phones, :challenges, :firstSentAts, :expiries, :attempts, :claims, :inARow,
             :wrongCodes, :unsettledChallenges, :unsettledReferences, :unsettledAts,
             :unsettledSentAts)
        AS excluded (phone, challenge_id, first_sent_at, expires_at, attempts, claimed_until,
                     failures_in_a_row, recent_failures, unsettled_challenge,
                     unsettled_reference, unsettled_at, unsettled_sent_at)
      """;

  /** Without a challenge, the times of the last one stay. */
  private static final String SET =
      """
      SET challenge_id = excluded.challenge_id,
          first_sent_at = coalesce(excluded.first_sent_at, otp_phone.first_sent_at),
          expires_at = coalesce(excluded.expires_at, otp_phone.expires_at),
          attempts = CASE WHEN excluded.challenge_id IS NULL THEN otp_phone.attempts
                          ELSE excluded.attempts END,
          claimed_until = excluded.claimed_until,
          failures_in_a_row = excluded.failures_in_a_row,
          recent_failures = CAST(excluded.recent_failures AS timestamptz[]),
          unsettled_challenge = excluded.unsettled_challenge,
          unsettled_reference = excluded.unsettled_reference,
          unsettled_at = excluded.unsettled_at,
          unsettled_sent_at = excluded.unsettled_sent_at
      """;

  static final String UPDATE =
      "UPDATE otp_phone %s FROM %s WHERE otp_phone.phone = excluded.phone".formatted(SET, CHANGED);

  /** For rows that have a challenge. Phones without a row get one. */
  static final String UPSERT =
      """
      INSERT INTO otp_phone (phone, challenge_id, first_sent_at, expires_at, attempts,
             claimed_until, failures_in_a_row, recent_failures, unsettled_challenge,
             unsettled_reference, unsettled_at, unsettled_sent_at)
      SELECT phone, challenge_id, first_sent_at, expires_at, attempts, claimed_until,
             failures_in_a_row, CAST(recent_failures AS timestamptz[]), unsettled_challenge,
             unsettled_reference, unsettled_at, unsettled_sent_at
        FROM %s
       ORDER BY phone
      ON CONFLICT (phone) DO UPDATE %s
      """
          .formatted(CHANGED, SET);

  private final Map<String, OtpPhone> phones = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  static Argument keys(Collection<PhoneNumber> phones) {
    return Columns.texts(phones.stream().map(PhoneNumber::e164).distinct().toList());
  }

  /** Adds a row of {@link #SELECT_FOR_UPDATE}. */
  boolean add(ResultSet row) throws SQLException {
    return phones.put(row.getString("phone"), toDomain(row)) == null;
  }

  OtpPhone get(PhoneNumber phone) {
    return phones.getOrDefault(phone.e164(), OtpPhone.UNKNOWN);
  }

  void put(PhoneNumber phone, OtpPhone after) {
    if (!after.equals(phones.put(phone.e164(), after))) {
      changed.add(phone.e164());
    }
  }

  /** A phone without a row gets none. */
  void change(PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    var after = change.apply(get(phone));
    if (phones.containsKey(phone.e164())) {
      put(phone, after);
    }
  }

  boolean isUnchanged() {
    return changed.isEmpty();
  }

  Sql bindChanged(Sql update) {
    var rows = changed.stream().map(phone -> Map.entry(phone, phones.get(phone))).toList();
    return update
        .bind("phones", Columns.texts(rows, Map.Entry::getKey))
        .bind("challenges", Columns.uuids(rows, ofChallenge(one -> one.id().value())))
        .bind("firstSentAts", times(rows, ofChallenge(OtpChallenge::firstSentAt)))
        .bind("expiries", times(rows, ofChallenge(OtpChallenge::expiresAt)))
        .bind(
            "attempts",
            Columns.longs(rows, row -> ofChallenge(OtpChallenge::attempts).apply(row).orElse(0)))
        .bind("claims", times(rows, row -> row.getValue().claimedUntil()))
        .bind("inARow", Columns.longs(rows, row -> row.getValue().wrongCodesInARow()))
        .bind("wrongCodes", Columns.texts(rows, row -> array(row.getValue().wrongCodes())))
        .bind("unsettledChallenges", Columns.uuids(rows, ofText(one -> one.challenge().value())))
        .bind("unsettledReferences", Columns.uuids(rows, ofText(one -> one.reference().value())))
        .bind("unsettledAts", times(rows, ofText(UnsettledText::firstSentAt)))
        .bind("unsettledSentAts", times(rows, ofText(UnsettledText::sentAt)));
  }

  private static Argument times(
      List<Map.Entry<String, OtpPhone>> rows,
      Function<Map.Entry<String, OtpPhone>, Optional<Instant>> column) {
    return Columns.times(rows, row -> column.apply(row).orElse(null));
  }

  private static <T> Function<Map.Entry<String, OtpPhone>, Optional<T>> ofChallenge(
      Function<OtpChallenge, T> column) {
    return row -> row.getValue().challenge().map(column);
  }

  private static <T> Function<Map.Entry<String, OtpPhone>, Optional<T>> ofText(
      Function<UnsettledText, T> column) {
    return row -> row.getValue().unsettled().map(column);
  }

  /** An array as text, because arrays of arrays cannot be unnested by row. */
  private static String array(List<Instant> times) {
    return times.stream()
        .map(at -> Columns.asStored(at).toString())
        .collect(joining(",", "{", "}"));
  }

  static OtpPhone toDomain(ResultSet row) throws SQLException {
    return new OtpPhone(
        Columns.maybe(row, "challenge_id", OtpPhoneRows::challenge),
        Columns.maybeInstant(row, "claimed_until"),
        instants(row.getArray("recent_failures")),
        row.getInt("failures_in_a_row"),
        Columns.maybe(row, "unsettled_challenge", OtpPhoneRows::unsettled));
  }

  private static OtpChallenge challenge(ResultSet row) throws SQLException {
    return new OtpChallenge(
        new ChallengeId(Columns.uuid(row, "challenge_id")),
        Columns.instant(row, "first_sent_at"),
        Columns.instant(row, "expires_at"),
        row.getInt("attempts"));
  }

  private static UnsettledText unsettled(ResultSet row) throws SQLException {
    var firstSentAt = Columns.instant(row, "unsettled_at");
    return new UnsettledText(
        new ChallengeId(Columns.uuid(row, "unsettled_challenge")),
        new SmsReference(Columns.uuid(row, "unsettled_reference")),
        firstSentAt,
        Columns.maybeInstant(row, "unsettled_sent_at").orElse(firstSentAt));
  }

  private static List<Instant> instants(Array array) throws SQLException {
    return Arrays.stream((Timestamp[]) array.getArray()).map(Timestamp::toInstant).toList();
  }
}
