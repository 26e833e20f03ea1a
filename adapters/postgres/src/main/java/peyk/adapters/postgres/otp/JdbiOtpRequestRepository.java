package peyk.adapters.postgres.otp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.GroupCommit;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpHistory;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.UnsettledText;

/**
 * Requests in {@code otp_request}, challenges in {@code otp_phone}. Requests that come at the same
 * time are decided together, one after another. Batches of all replicas wait for one lock.
 */
public final class JdbiOtpRequestRepository implements OtpRequestRepository, AutoCloseable {
  private static final int WEIGHT = 500;

  /** Replicas of an older version hold a lock of this name too. */
  private static final String LOCK = "otp service";

  /**
   * Statements of one round trip. They are separate, because those after the lock must see what was
   * committed while it was waited for. The lock is waited for less long than callers wait. A plan
   * that was made while the tables were empty must not read all of them when they are full.
   */
  private static final String LOCK_AND_READ =
      "SELECT set_config('lock_timeout', '3s', true), set_config('enable_seqscan', 'off', true); "
          + String.join(
              "; ", AdvisoryLocks.TAKE, OtpPhoneRows.SELECT_FOR_UPDATE, RequestWindows.SELECT);

  private static final String STORE =
      """
      WITH granted AS (
        INSERT INTO otp_request (id, phone, address, block, at)
        SELECT * FROM unnest(:ids, :requestPhones, :addresses, :blocks, :times)
      )
      """
          + OtpPhoneRows.UPSERT;

  private record Question(
      OtpRequest request, List<OtpRateLimit> limits, Function<OtpHistory, OtpDecision> policy) {
    PhoneNumber phone() {
      return request.phone();
    }
  }

  private final Storage storage;
  private final PhoneChanges phones;
  private final GroupCommit<Question, OtpDecision> questions;

  public JdbiOtpRequestRepository(Storage storage, PhoneChanges phones) {
    this.storage = storage;
    this.phones = phones;
    this.questions =
        new GroupCommit<>("code-requests", question -> WEIGHT, this::decide, this::undo);
  }

  @Override
  public OtpDecision reserve(
      OtpRequest request, List<OtpRateLimit> limits, Function<OtpHistory, OtpDecision> policy) {
    return questions.commit(new Question(request, limits, policy));
  }

  private List<OtpDecision> decide(List<Question> batch) {
    return storage.inTransaction(transaction -> {
      var rows = new OtpPhoneRows();
      var windows =
          new RequestWindows(
              batch.stream().map(Question::request).toList(),
              batch.stream().flatMap(one -> one.limits().stream()).collect(Collectors.toSet()));
      lockAndRead(transaction, batch, rows, windows);
      var decisions = new ArrayList<OtpDecision>();
      var granted = new ArrayList<OtpRequest>();
      for (var question : batch) {
        var request = question.request();
        var phone = rows.get(question.phone());
        var full = windows.full(request, question.limits());
        var decision = question.policy().apply(phone.history(full, request.at()));
        if (decision instanceof Send(var challenge, _, _, _)) {
          rows.put(question.phone(), phone.sent(asStored(challenge)));
          windows.grant(request);
          granted.add(request);
        }
        decisions.add(decision);
      }
      store(transaction, granted, rows);
      return decisions;
    });
  }

  private static void lockAndRead(
      Handle transaction, List<Question> batch, OtpPhoneRows rows, RequestWindows windows) {
    var query =
        transaction
            .createQuery(LOCK_AND_READ)
            .bind("keys", AdvisoryLocks.keys(List.of(LOCK)))
            .bind("phones", OtpPhoneRows.keys(batch.stream().map(Question::phone).toList()));
    windows
        .bind(query)
        .execute((executed, context) -> {
          try (context;
              var statement = executed.get()) {
            nextResult(statement);
            readAll(nextResult(statement), rows::add);
            readAll(nextResult(statement), windows::add);
            return true;
          }
        });
  }

  private static ResultSet nextResult(Statement statement) throws SQLException {
    statement.getMoreResults();
    return statement.getResultSet();
  }

  private static void readAll(ResultSet rows, Sql.Reader<?> reader) throws SQLException {
    while (rows.next()) {
      reader.read(rows);
    }
  }

  private static void store(Handle transaction, List<OtpRequest> granted, OtpPhoneRows rows) {
    if (granted.isEmpty()) {
      return;
    }
    rows.bindChanged(Sql.in(transaction, STORE))
        .bind("ids", Columns.uuids(granted, request -> Optional.of(request.id())))
        .bind("requestPhones", Columns.texts(granted, request -> request.phone().e164()))
        .bind("addresses", Columns.texts(granted, request -> request.address().value()))
        .bind("blocks", Columns.texts(granted, request -> request.phone().block()))
        .bind("times", Columns.times(granted, OtpRequest::at))
        .execute();
  }

  /** No text goes out for a request whose caller has given up. */
  private void undo(Question question, OtpDecision decision) {
    if (decision instanceof Send send) {
      phones.withdrawSoon(
          question.request().id(), question.phone(), failure(send, Optional.empty()));
    }
  }

  /** The next request of a batch sees this request as if it had read it. */
  private static OtpChallenge asStored(OtpChallenge sent) {
    return new OtpChallenge(
        sent.id(),
        Columns.asStored(sent.firstSentAt()),
        Columns.asStored(sent.expiresAt()),
        sent.attempts());
  }

  @Override
  public void confirm(OtpRequest request, ChallengeId challenge, Instant expiresAt) {
    var end = Columns.asStored(expiresAt);
    phones.change(request.phone(), phone -> phone.confirm(challenge, end));
  }

  @Override
  public void giveBack(OtpRequest request, Send failed, Optional<UnsettledText> unsettled) {
    phones.withdraw(request.id(), request.phone(), failure(failed, unsettled));
  }

  private static UnaryOperator<OtpPhone> failure(Send failed, Optional<UnsettledText> unsettled) {
    var sent = asStored(failed.challenge());
    return phone -> phone.giveBack(sent, failed.previous(), unsettled);
  }

  /** Requests that are still undecided are not granted. */
  @Override
  public void close() {
    questions.close();
  }
}
