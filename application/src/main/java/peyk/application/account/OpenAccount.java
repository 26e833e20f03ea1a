package peyk.application.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.SignInRefused;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.AccountCreation.Created;
import peyk.domain.account.AccountCreation.LoginTaken;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.account.PhoneAccountRepository;
import peyk.domain.account.PhoneAccountRepository.Owner;
import peyk.domain.account.SessionToken;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.time.ClusterTime;

/**
 * Finds or creates the Traccar user of a phone and mints a token for it.
 *
 * @param passwords makes an unguessable password each time
 */
public record OpenAccount(
    AccountGateway accounts,
    PhoneAccountRepository owners,
    WelcomeRepository welcomes,
    AccountDefaults defaults,
    Rules rules,
    Journal journal,
    ClusterTime clock,
    Supplier<String> passwords) {
  /**
   * @param tokenLifetime of the tokens that phones get
   * @param administrators whether a phone may sign in as an administrator of Traccar
   * @param commonPassword replaced by a random one at the first sign-in; empty text = none
   */
  public record Rules(Duration tokenLifetime, boolean administrators, String commonPassword) {
    @Override
    public String toString() {
      return "Rules[redacted]";
    }
  }

  /**
   * @return empty if this user gets no token: Traccar refuses it, it is an administrator, or it
   *     holds the number of another user's phone
   * @throws GatewayUnavailableException if Traccar cannot be asked
   */
  public Optional<SessionToken> tokenFor(PhoneNumber phone) {
    var login = Login.of(phone);
    var owner = owners.find(login);
    return owner
        .filter(Owner::signedIn)
        .flatMap(known -> tokenAsBefore(known.account(), login))
        .or(() -> token(phone, login, owner));
  }

  /**
   * The token of a user who signed in before and is as it was left then, in as few calls as
   * possible.
   */
  private Optional<SessionToken> tokenAsBefore(AccountId id, Login login) {
    return accounts.mintToken(
        id,
        rules.tokenLifetime(),
        account -> account.login().equals(login) && account.fixedEmail() && mayEnter(account));
  }

  private Optional<SessionToken> token(PhoneNumber phone, Login login, Optional<Owner> owner) {
    var found = owner.flatMap(known -> find(known, login)).or(() -> accounts.find(login));
    var account = found.orElseGet(() -> create(phone, login));
    if (!mayEnter(account)) {
      return refuse(account, "administrator");
    }
    var signedIn = owner.filter(Owner::signedIn).map(Owner::account);
    if (account.fixedEmail() && signedIn.isEmpty() && found.isPresent()) {
      secure(account); // before it is remembered, because a failure in between would not be noticed
    }
    if (!signedIn.equals(Optional.of(account.id())) && !owners.remember(login, account.id())) {
      return refuse(account, "number_of_another");
    }
    if (!account.fixedEmail()) {
      secure(account);
    }
    return accounts.mintToken(account.id(), rules.tokenLifetime());
  }

  /** A user that Traccar does not have any more leaves the phone to another one. */
  private Optional<Account> find(Owner owner, Login login) {
    var account = accounts.find(owner.account());
    if (account.isEmpty()) {
      owners.forget(login);
    }
    return account.filter(found -> found.login().equals(login));
  }

  private boolean mayEnter(Account account) {
    return !account.administrator() || rules.administrators();
  }

  private void secure(Account account) {
    accounts.secure(account.id(), rules.commonPassword(), passwords.get());
  }

  private Optional<SessionToken> refuse(Account account, String reason) {
    journal.record(new SignInRefused(account, reason));
    return Optional.empty();
  }

  /** The job is stored first, so that every created user gets its notifications. */
  private Account create(PhoneNumber phone, Login login) {
    owners.forget(login);
    welcomes.expect(login);
    return switch (accounts.create(defaults.accountFor(phone, passwords.get(), clock.now()))) {
      case Created(var account) -> {
        welcomes.begin(login);
        yield account;
      }
      case LoginTaken() ->
          accounts
              .find(login)
              .orElseThrow(() ->
                  new GatewayUnavailableException("Traccar has a login that it does not find"));
    };
  }
}
