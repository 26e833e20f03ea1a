package peyk.adapters.postgres.otp;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpHistory;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.RateLimit;
import peyk.domain.otp.UnsettledText;

/**
 * Requests in {@code otp_request}, challenges in {@code otp_phone}. Requests that share a limit
 * wait for one another by advisory locks; {@link OtpPhone} says what a request does to its phone.
 */
public record JdbiOtpRequestRepository(Storage storage) implements OtpRequestRepository {
  @Override
  public OtpDecision reserve(
      OtpRequest request, List<RateLimit> limits, Function<OtpHistory, OtpDecision> policy) {
    return storage.inTransaction(transaction -> {
      var known = lockAndRead(transaction, request, limits);
      var phone = known.phone().orElse(OtpPhone.UNKNOWN);
      var decision = policy.apply(phone.history(known.full(), request.at()));
      if (decision instanceof Send(var challenge, _, _, _)) {
        grantAndCommit(transaction, request, known.phone().isEmpty(), phone.sent(challenge));
      }
      return decision;
    });
  }

  /**
   * @param phone empty if nobody has asked for it
   * @param full for each limit that is full, the request that fills it
   */
  private record Known(Optional<OtpPhone> phone, Map<RateLimit, Instant> full) {}

  /**
   * Waits for the locks and reads, in one round trip. These are separate statements, because each
   * must see what was committed while the one before waited.
   */
  private static Known lockAndRead(Handle transaction, OtpRequest request, List<RateLimit> limits) {
    var query =
        transaction
            .createQuery(
                "%s; %s; SELECT %s"
                    .formatted(
                        AdvisoryLocks.TAKE, OtpPhoneRows.SELECT_FOR_UPDATE, fullLimits(limits)))
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
        var phone = nextRow(statement, OtpPhoneRows::toDomain);
        return new Known(phone, nextRow(statement, row -> readFull(row, limits)).orElseThrow());
      }
    });
  }

  /** Reads the row of the next statement; empty if it has none. */
  private static <T> Optional<T> nextRow(Statement statement, Sql.Reader<T> reader)
      throws SQLException {
    statement.getMoreResults();
    var row = statement.getResultSet();
    return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
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
    var column = limit.scope().name().toLowerCase(Locale.ROOT);
    var whose =
        limit.scope() == RateLimit.Scope.SERVICE ? "" : "%1$s = :%1$s AND".formatted(column);
    return """
    (SELECT at FROM otp_request WHERE %s at > :since%d ORDER BY at DESC OFFSET :skip%d LIMIT 1) \
    AS full%d\
    """
        .formatted(whose, number, number, number);
  }

  private static Map<RateLimit, Instant> readFull(ResultSet row, List<RateLimit> limits)
      throws SQLException {
    var full = new HashMap<RateLimit, Instant>();
    for (int i = 0; i < limits.size(); i++) {
      var limit = limits.get(i);
      Columns.maybeInstant(row, "full" + i).ifPresent(since -> full.put(limit, since));
    }
    return full;
  }

  /** Commits in the same round trip; the transaction's own commit then has nothing left to do. */
  private static void grantAndCommit(
      Handle transaction, OtpRequest request, boolean isNew, OtpPhone phone) {
    var update =
        Sql.in(
            transaction,
            """
            INSERT INTO otp_request (id, phone, address, block, at)
            VALUES (:id, :phone, :address, :block, :at);
            %s %s;
            COMMIT
            """
                .formatted(isNew ? OtpPhoneRows.INSERT + ";" : "", OtpPhoneRows.UPDATE));
    OtpPhoneRows.bind(update, request.phone(), phone)
        .bind("id", request.id())
        .bind("address", request.address().value())
        .bind("block", request.phone().block())
        .bind("at", request.at())
        .execute();
  }

  @Override
  public void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt) {
    storage.useTransaction(transaction ->
        OtpPhoneRows.change(
            transaction, request.phone(), phone -> phone.confirm(challenge, expiresAt)));
  }

  @Override
  public void giveBack(OtpRequest request, Send failed, Optional<UnsettledText> unsettled) {
    var sent = failed.challenge();
    var stored = sent.until(Columns.asStored(sent.expiresAt()));
    storage.useTransaction(transaction -> {
      transaction.execute("DELETE FROM otp_request WHERE id = ?", request.id());
      OtpPhoneRows.change(
          transaction,
          request.phone(),
          phone -> phone.giveBack(stored, failed.previous(), unsettled));
    });
  }
}
