package peyk.adapters.postgres.otp;

import java.util.Optional;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.account.Account;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.account.PhoneAccountRepository;

/** The users of phones in {@code phone_account}. */
public record JdbiPhoneAccountRepository(Storage storage) implements PhoneAccountRepository {
  @Override
  public Optional<AccountId> find(Login phone) {
    return storage
        .sql("SELECT account_id FROM phone_account WHERE login = :login")
        .bind("login", phone.value())
        .find(Long.class)
        .map(AccountId::new);
  }

  /** The account of a known phone is only read. */
  @Override
  public boolean remember(Login phone, AccountId account) {
    return find(phone).or(() -> add(phone, account)).equals(Optional.of(account));
  }

  /** Another sign-in may have been faster. The result is empty if the account has another phone. */
  private Optional<AccountId> add(Login phone, AccountId account) {
    storage
        .sql("INSERT INTO phone_account VALUES (:login, :account) ON CONFLICT DO NOTHING")
        .bind("login", phone.value())
        .bind("account", account.value())
        .execute();
    return find(phone);
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
                                   OR account_id = :account AND login <> :login AND :isPhone)
            """)
        .bind("login", account.login().value())
        .bind("account", account.id().value())
        .bind("isPhone", account.login().isPhone())
        .one(Boolean.class);
  }
}
