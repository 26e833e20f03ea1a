package peyk.domain.account;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The users of phones, in memory. */
public final class InMemoryPhoneAccountRepository
    implements PhoneAccountRepository, ListedAccountRepository {
  /** A user; without a phone, its login is none. */
  private record Row(Optional<Login> phone, boolean signedIn) {}

  private final Map<AccountId, Row> rows = new HashMap<>();
  private Instant completeAt = Instant.EPOCH;

  @Override
  public synchronized Optional<Owner> find(Login phone) {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().phone().equals(Optional.of(phone)))
        .map(row -> new Owner(row.getKey(), row.getValue().signedIn()))
        .findFirst();
  }

  @Override
  public synchronized boolean remember(Login phone, AccountId account) {
    add(account, new Row(Optional.of(phone), true));
    var belongs = find(phone).map(Owner::account).equals(Optional.of(account));
    if (belongs) {
      rows.put(account, new Row(Optional.of(phone), true));
    }
    return belongs;
  }

  private void add(AccountId account, Row row) {
    if (row.phone().flatMap(this::find).isEmpty()) {
      rows.putIfAbsent(account, row);
    }
  }

  @Override
  public synchronized void forget(Login phone) {
    find(phone).map(Owner::account).ifPresent(rows::remove);
  }

  @Override
  public synchronized boolean isRightful(Account account) {
    var login = account.login();
    var known = Optional.ofNullable(rows.get(account.id())).map(Row::phone);
    return find(login).map(Owner::account).filter(id -> !id.equals(account.id())).isEmpty()
        && (!login.isPhone() || known.filter(phone -> !phone.equals(Optional.of(login))).isEmpty());
  }

  @Override
  public synchronized void know(Collection<Account> listed) {
    listed.forEach(account ->
        add(account.id(), new Row(Optional.of(account.login()).filter(Login::isPhone), false)));
  }

  @Override
  public synchronized Instant completeAt() {
    return completeAt;
  }

  @Override
  public synchronized void complete(Instant now) {
    completeAt = now;
  }
}
