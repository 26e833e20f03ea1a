package peyk.domain.account;

import java.time.Duration;
import java.util.Optional;

/**
 * The users of Traccar. Every method throws {@link peyk.domain.GatewayUnavailableException} if
 * Traccar cannot be asked; that is never the same as "no such user".
 */
public interface AccountGateway {
  /**
   * The user whose {@code email} is the login, ignoring case; never found by name, which anyone may
   * choose.
   */
  Optional<Account> find(Login login);

  Optional<Account> find(AccountId id);

  /** Creates the user, unless the login is taken. */
  AccountCreation create(NewAccount account);

  /**
   * Mints a token by impersonation and verifies that it belongs to that user.
   *
   * @return empty if Traccar gives none to this user, e.g. because it is disabled
   */
  Optional<SessionToken> mintToken(AccountId account, Duration lifetime);

  /** Whose token it is; empty if it is no valid token. */
  Optional<Account> ownerOf(SessionToken token);
}
