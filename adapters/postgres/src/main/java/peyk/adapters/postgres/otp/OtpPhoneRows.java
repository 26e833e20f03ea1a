package peyk.adapters.postgres.otp;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.OtpPhone.Answered;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.UnsettledText;

/** The rows of {@code otp_phone}. Whoever changes one holds its lock from before it is read. */
final class OtpPhoneRows {
  static final String SELECT_FOR_UPDATE = "SELECT * FROM otp_phone WHERE phone = :phone FOR UPDATE";

  /** A row to be updated. */
  static final String INSERT =
      """
      INSERT INTO otp_phone (phone, first_sent_at, expires_at)
      VALUES (:phone, :firstSentAt, :expiresAt)
      """;

  /** To be bound by {@link #bind}. Without a challenge, the times of the last one stay. */
  static final String UPDATE =
      """
      UPDATE otp_phone
         SET challenge_id = :challenge,
             first_sent_at = coalesce(:firstSentAt, first_sent_at),
             expires_at = coalesce(:expiresAt, expires_at),
             attempts = coalesce(:attempts, attempts),
             claimed_until = :claimedUntil,
             failures_in_a_row = :inARow,
             recent_failures = :wrongCodes,
             unsettled_challenge = :unsettledChallenge,
             unsettled_reference = :unsettledReference,
             unsettled_at = :unsettledAt,
             unsettled_sent_at = :unsettledSentAt
       WHERE phone = :phone
      """;

  private OtpPhoneRows() {}

  static <T> T answer(
      Handle transaction, PhoneNumber phone, Function<OtpPhone, Answered<T>> change) {
    var before =
        Sql.in(transaction, SELECT_FOR_UPDATE)
            .bind("phone", phone)
            .find(OtpPhoneRows::toDomain)
            .orElse(OtpPhone.UNKNOWN);
    var answered = change.apply(before);
    if (!answered.phone().equals(before)) {
      bind(Sql.in(transaction, UPDATE), phone, answered.phone()).execute();
    }
    return answered.answer();
  }

  static void change(Handle transaction, PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    answer(transaction, phone, before -> new Answered<>(change.apply(before), true));
  }

  static Sql bind(Sql update, PhoneNumber number, OtpPhone phone) {
    var challenge = phone.challenge();
    var unsettled = phone.unsettled();
    return update
        .bind("phone", number.e164())
        .bind("challenge", challenge.map(OtpChallenge::id))
        .bind("firstSentAt", challenge.map(OtpChallenge::firstSentAt))
        .bind("expiresAt", challenge.map(OtpChallenge::expiresAt))
        .bind("attempts", challenge.map(OtpChallenge::attempts))
        .bind("claimedUntil", phone.claimedUntil())
        .bind("inARow", phone.wrongCodesInARow())
        .bind("wrongCodes", Columns.times(phone.wrongCodes(), at -> at))
        .bind("unsettledChallenge", unsettled.map(UnsettledText::challenge))
        .bind("unsettledReference", unsettled.map(UnsettledText::reference))
        .bind("unsettledAt", unsettled.map(UnsettledText::firstSentAt))
        .bind("unsettledSentAt", unsettled.map(UnsettledText::sentAt));
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
