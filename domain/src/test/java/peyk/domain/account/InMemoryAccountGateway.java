package peyk.domain.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.Outage;

/** The users of a Traccar that is not there. */
public final class InMemoryAccountGateway implements AccountGateway {
  private final Outage outage = new Outage();
  private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
  private final Map<AccountId, String> passwords = new HashMap<>();
  private final Set<AccountId> disabled = new HashSet<>();
  private final List<NewAccount> created = new ArrayList<>();
  private final Map<SessionToken, AccountId> tokens = new LinkedHashMap<>();
  private final Map<SessionToken, Duration> lifetimes = new LinkedHashMap<>();
  private long lastId;
  private boolean searchFails;

  public Outage outage() {
    return outage;
  }

  /** Somebody who is there already. */
  public synchronized Account add(String login) {
    var account = new Account(new AccountId(++lastId), new Login(login));
    accounts.put(account.id(), account);
    return account;
  }

  /** From now on users are found by their ids only. */
  public synchronized void failSearches() {
    searchFails = true;
  }

  public synchronized void remove(AccountId account) {
    accounts.remove(account);
  }

  /** From now on the user gets no token, and those it has are worth nothing. */
  public synchronized void disable(AccountId account) {
    disabled.add(account);
  }

  public synchronized List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  /** What was asked to be created, and was. */
  public synchronized List<NewAccount> created() {
    return List.copyOf(created);
  }

  /** For how long a token was minted. */
  public synchronized Duration lifetime(SessionToken token) {
    return lifetimes.get(token);
  }

  @Override
  public synchronized Optional<Account> find(Login login) {
    outage.check();
    if (searchFails) {
      throw new GatewayUnavailableException("a search takes too long");
    }
    var matching =
        accounts.values().stream().filter(a -> login.matches(a.login().value())).toList();
    return matching.size() == 1 ? Optional.of(matching.getFirst()) : with(login.value());
  }

  private Optional<Account> with(String exactLogin) {
    return accounts.values().stream()
        .filter(account -> account.login().value().equals(exactLogin))
        .findFirst();
  }

  @Override
  public synchronized Optional<Account> find(AccountId id) {
    outage.check();
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public void forEach(Consumer<Account> consumer) {
    outage.check();
    accounts().forEach(consumer);
  }

  @Override
  public synchronized AccountCreation create(NewAccount account) {
    outage.check();
    var login = Login.of(account.phone()).value();
    if (with(login).isPresent()) {
      return new AccountCreation.LoginTaken();
    }
    created.add(account);
    var fixed = fixed(add(login));
    passwords.put(fixed.id(), account.password());
    return new AccountCreation.Created(fixed);
  }

  private Account fixed(Account account) {
    var fixed = new Account(account.id(), account.login(), account.administrator(), true);
    accounts.put(account.id(), fixed);
    return fixed;
  }

  /** Somebody who may do everything. */
  public synchronized Account addAdministrator(String login) {
    var administrator = new Account(add(login).id(), new Login(login), true, false);
    accounts.put(administrator.id(), administrator);
    return administrator;
  }

  /** A user changes the own e-mail. */
  public synchronized void change(AccountId account, String login) {
    accounts.put(account, new Account(account, new Login(login)));
  }

  public synchronized void setPassword(AccountId account, String password) {
    passwords.put(account, password);
  }

  public synchronized String password(AccountId account) {
    return passwords.getOrDefault(account, "");
  }

  @Override
  public synchronized void secure(AccountId account, String common, String replacement) {
    outage.check();
    fixed(accounts.get(account));
    if (password(account).equals(common)) {
      passwords.put(account, replacement);
    }
  }

  @Override
  public synchronized Optional<SessionToken> mintToken(
      AccountId account, Duration lifetime, Predicate<Account> condition) {
    outage.check();
    if (!mayEnter(account) || !condition.test(accounts.get(account))) {
      return Optional.empty();
    }
    var token = new SessionToken("token-" + (tokens.size() + 1) + "-of-user-" + account);
    tokens.put(token, account);
    lifetimes.put(token, lifetime);
    return Optional.of(token);
  }

  @Override
  public synchronized Optional<Account> ownerOf(SessionToken token) {
    outage.check();
    return Optional.ofNullable(tokens.get(token)).filter(this::mayEnter).map(accounts::get);
  }

  private boolean mayEnter(AccountId account) {
    return accounts.containsKey(account) && !disabled.contains(account);
  }
}
