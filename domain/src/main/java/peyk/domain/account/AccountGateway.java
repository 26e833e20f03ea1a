package peyk.domain.account;

import java.time.Duration;
import java.util.Optional;

/**
 * The users of Traccar. Every method throws {@link peyk.domain.GatewayUnavailableException} if
 * Traccar cannot be asked.
 */
public interface AccountGateway {
  /**
   * Finds a user by {@code email}, ignoring case, and never by name, because anyone may choose any
   * name.
   */
  Optional<Account> find(Login login);

  Optional<Account> find(AccountId id);

  AccountCreation create(NewAccount account);

  /**
   * Creates a token by impersonation and verifies that it belongs to that user.
   *
   * @return empty if Traccar refuses this user a token, e.g. because it is disabled
   */
  Optional<SessionToken> mintToken(AccountId account, Duration lifetime);

  /** The user of a token; empty if the token is not valid. */
  Optional<Account> ownerOf(SessionToken token);
}
