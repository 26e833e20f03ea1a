package peyk.adapters.postgres.otp;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.account.Account;
import peyk.domain.account.AccountId;
import peyk.domain.account.ListedAccountRepository;
import peyk.domain.account.Login;
import peyk.domain.account.PhoneAccountRepository;

/** The users of phones in {@code phone_account}, and the row of {@code account_listing}. */
public record JdbiPhoneAccountRepository(Storage storage)
    implements PhoneAccountRepository, ListedAccountRepository {
  @Override
  public Optional<Owner> find(Login phone) {
    return storage
        .sql("SELECT account_id, signed_in FROM phone_account WHERE login = :login")
        .bind("login", phone.value())
        .find(row ->
            new Owner(new AccountId(row.getLong("account_id")), row.getBoolean("signed_in")));
  }

  /** Another sign-in may be faster. Then its row counts. */
  @Override
  public boolean remember(Login phone, AccountId account) {
    store(
        "INSERT INTO phone_account (login, account_id) VALUES (:login, :account) ON CONFLICT DO NOTHING",
        phone,
        account);
    store(
        """
        UPDATE phone_account SET signed_in = true
         WHERE login = :login AND account_id = :account AND NOT signed_in
        """,
        phone,
        account);
    return find(phone).map(Owner::account).equals(Optional.of(account));
  }

  private void store(String statement, Login phone, AccountId account) {
    storage.sql(statement).bind("login", phone.value()).bind("account", account.value()).execute();
  }

  @Override
  public void forget(Login phone) {
    storage
        .sql("DELETE FROM phone_account WHERE login = :login")
        .bind("login", phone.value())
        .execute();
  }

  @Override
  public boolean isRightful(Account account) {
    return storage
        .sql(
            """
            SELECT NOT EXISTS (SELECT FROM phone_account
                                WHERE login = :login AND account_id <> :account
                                   OR account_id = :account AND login IS DISTINCT FROM :login AND :isPhone)
            """)
        .bind("login", account.login().value())
        .bind("account", account.id().value())
        .bind("isPhone", account.login().isPhone())
        .one(Boolean.class);
  }

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
        .bind("logins", Columns.texts(listed, JdbiPhoneAccountRepository::phone))
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
