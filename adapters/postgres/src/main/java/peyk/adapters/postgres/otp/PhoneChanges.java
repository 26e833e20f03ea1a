package peyk.adapters.postgres.otp;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.GroupCommit;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.OtpPhone.Answered;
import peyk.domain.otp.PhoneNumber;

/**
 * Changes of phones that asked for a code. Those that come at the same time are made one after
 * another in one transaction: {@link OtpPhone} decides on each under the lock of the row.
 */
public final class PhoneChanges implements AutoCloseable {
  private static final int WEIGHT = 300;

  /**
   * @param withdrawn a request that does not count any more
   * @param undo for one that was made after its caller had given up
   */
  private record Change(
      PhoneNumber phone,
      UnaryOperator<OtpPhone> change,
      Optional<UUID> withdrawn,
      UnaryOperator<OtpPhone> undo) {
    Change(PhoneNumber phone, UnaryOperator<OtpPhone> change, Optional<UUID> withdrawn) {
      this(phone, change, withdrawn, UnaryOperator.identity());
    }
  }

  private final Storage storage;
  private final GroupCommit<Change, Boolean> changes;

  public PhoneChanges(Storage storage) {
    this.storage = storage;
    this.changes =
        new GroupCommit<>(
            "sign-ins", change -> WEIGHT, this::apply, (change, stored) -> undo(change));
  }

  /**
   * Returns when the change is stored. One that changes nothing commits nothing.
   *
   * @param change a pure function; called again if a transaction failed
   * @param undo the change that undoes this one if its caller gave up before the answer
   */
  <T> T answer(
      PhoneNumber phone,
      Function<OtpPhone, Answered<T>> change,
      BiFunction<OtpPhone, T, OtpPhone> undo) {
    var answer = new AtomicReference<T>();
    changes.commit(
        new Change(
            phone,
            before -> {
              var answered = change.apply(before);
              answer.set(answered.answer());
              return answered.phone();
            },
            Optional.empty(),
            after -> undo.apply(after, answer.get())));
    return answer.get();
  }

  void change(PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    changes.commit(new Change(phone, change, Optional.empty()));
  }

  void withdraw(UUID request, PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    changes.commit(withdrawal(request, phone, change));
  }

  /** As {@link #withdraw}, but soon: nobody waits for it. */
  void withdrawSoon(UUID request, PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    changes.post(withdrawal(request, phone, change));
  }

  private static Change withdrawal(
      UUID request, PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    return new Change(phone, change, Optional.of(request));
  }

  private void undo(Change change) {
    changes.post(new Change(change.phone(), change.undo(), Optional.empty()));
  }

  private List<Boolean> apply(List<Change> batch) {
    storage.useTransaction(transaction -> {
      var rows = lock(transaction, batch.stream().map(Change::phone).toList());
      batch.forEach(one -> rows.change(one.phone(), one.change()));
      if (!rows.isUnchanged()) {
        rows.bindChanged(Sql.in(transaction, OtpPhoneRows.UPDATE)).execute();
      }
      delete(transaction, batch.stream().flatMap(one -> one.withdrawn().stream()).toList());
    });
    return Collections.nCopies(batch.size(), true);
  }

  private static OtpPhoneRows lock(Handle transaction, Collection<PhoneNumber> phones) {
    var rows = new OtpPhoneRows();
    Sql.in(transaction, OtpPhoneRows.SELECT_FOR_UPDATE)
        .bind("phones", OtpPhoneRows.keys(phones))
        .list(rows::add);
    return rows;
  }

  private static void delete(Handle transaction, List<UUID> requests) {
    if (!requests.isEmpty()) {
      Sql.in(transaction, "DELETE FROM otp_request WHERE id = ANY(:ids)")
          .bind("ids", Columns.uuids(requests, Optional::of))
          .execute();
    }
  }

  /** Changes that wait are not made. */
  @Override
  public void close() {
    changes.close();
  }
}
