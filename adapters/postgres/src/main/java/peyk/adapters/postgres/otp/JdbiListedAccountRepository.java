package peyk.adapters.postgres.otp;

import java.time.Instant;
import java.util.Collection;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.account.Account;
import peyk.domain.account.ListedAccountRepository;

/** Rows of {@code phone_account}, and the one of {@code account_listing}. */
public record JdbiListedAccountRepository(Storage storage) implements ListedAccountRepository {
  @Override
  public void know(Collection<Account> listed) {
    storage
        .sql(
            """
            INSERT INTO phone_account (login, account_id, signed_in)
            SELECT NULLIF(listed.login, ''), listed.id, false
              FROM unnest(:logins::text[], :ids::bigint[]) AS listed (login, id)
                ON CONFLICT DO NOTHING
            """)
        .bind("logins", Columns.texts(listed, JdbiListedAccountRepository::phone))
        .bind("ids", Columns.longs(listed, account -> account.id().value()))
        .execute();
  }

  private static String phone(Account account) {
    return account.login().isPhone() ? account.login().value() : "";
  }

  @Override
  public Instant completeAt() {
    return storage
        .sql("SELECT ended_at FROM account_listing")
        .one(row -> Columns.instant(row, "ended_at"));
  }

  @Override
  public void complete(Instant now) {
    storage.sql("UPDATE account_listing SET ended_at = :now").bind("now", now).execute();
  }
}
