package peyk.application.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.AccountCreation.Created;
import peyk.domain.account.AccountCreation.LoginTaken;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.Login;
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
    WelcomeRepository welcomes,
    AccountDefaults defaults,
    Duration tokenLifetime,
    ClusterTime clock,
    Supplier<String> passwords) {
  /**
   * @return empty if Traccar refuses this user a token
   * @throws GatewayUnavailableException if Traccar cannot be asked
   */
  public Optional<SessionToken> tokenFor(PhoneNumber phone) {
    var login = Login.of(phone);
    var account = accounts.find(login).orElseGet(() -> create(phone, login));
    return accounts.mintToken(account.id(), tokenLifetime);
  }

  /** The job is stored first, so that every created user gets its notifications. */
  private Account create(PhoneNumber phone, Login login) {
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
