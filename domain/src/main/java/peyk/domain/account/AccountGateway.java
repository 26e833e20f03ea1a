package peyk.domain.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The users of Traccar. Every method throws {@link peyk.domain.GatewayUnavailableException} if
 * Traccar cannot be asked.
 */
public interface AccountGateway {
  /**
   * Finds a user by {@code email}, and never by name, because anyone may choose any name. Letter
   * case does not matter, unless the e-mails of several users differ in nothing else: then only the
   * exact one is found.
   */
  Optional<Account> find(Login login);

  Optional<Account> find(AccountId id);

  /** Finds a user by its id, which costs Traccar less than a search, if it has that login. */
  default Optional<Account> find(AccountId id, Login login) {
    return find(id).filter(account -> account.login().equals(login));
  }

  /** All users, in no order, while their list arrives. */
  void forEach(Consumer<Account> consumer);

  AccountCreation create(NewAccount account);

  /**
   * Fixes the user's e-mail, so that only an administrator can change it, and replaces its password
   * if that is the given one.
   *
   * @param common a password that many users have; empty text = none
   * @param replacement random and not kept
   */
  void secure(AccountId account, String common, String replacement);

  /**
   * Creates a token by impersonation and verifies that it belongs to that user.
   *
   * @param condition what the user must be like, without which no token is created
   * @return empty if the condition is not met, or if Traccar refuses this user a token, e.g.
   *     because it is disabled
   */
  Optional<SessionToken> mintToken(
      AccountId account, Duration lifetime, Predicate<Account> condition);

  /** Like the above, whatever the user is like. */
  default Optional<SessionToken> mintToken(AccountId account, Duration lifetime) {
    return mintToken(account, lifetime, _ -> true);
  }

  /** The user of a token; empty if the token is not valid. */
  Optional<Account> ownerOf(SessionToken token);
}
