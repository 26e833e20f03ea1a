package peyk.domain.account;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The users of phones, in memory. */
public final class InMemoryPhoneAccountRepository implements PhoneAccountRepository {
  private final Map<Login, AccountId> accounts = new HashMap<>();

  @Override
  public synchronized Optional<AccountId> find(Login phone) {
    return Optional.ofNullable(accounts.get(phone));
  }

  @Override
  public synchronized boolean remember(Login phone, AccountId account) {
    if (!accounts.containsKey(phone) && !accounts.containsValue(account)) {
      accounts.put(phone, account);
    }
    return account.equals(accounts.get(phone));
  }

  @Override
  public synchronized void forget(Login phone) {
    accounts.remove(phone);
  }

  @Override
  public synchronized boolean isRightful(Account account) {
    return accounts.entrySet().stream()
        .noneMatch((Map.Entry<Login, AccountId> known) ->
            known.getKey().equals(account.login())
                ? !known.getValue().equals(account.id())
                : known.getValue().equals(account.id()) && account.login().isPhone());
  }
}
