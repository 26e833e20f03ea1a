package peyk.application.account;

import java.util.Optional;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.Login;
import peyk.domain.account.PhoneAccountRepository;
import peyk.domain.account.SessionToken;

/**
 * Checks the identity of callers by their Traccar token.
 *
 * @param required whether callers without a token are refused
 */
public record CallerCheck(
    AccountGateway accounts, PhoneAccountRepository owners, boolean required) {
  public sealed interface Caller {
    /** The caller holds a valid token of the user with this login. */
    record Known(Login login) implements Caller {}

    record Anonymous() implements Caller {}

    record TokenRequired() implements Caller {}

    record TokenInvalid() implements Caller {}
  }

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  public Caller check(Optional<SessionToken> token) {
    if (token.isEmpty()) {
      return required ? new Caller.TokenRequired() : new Caller.Anonymous();
    }
    return accounts
        .ownerOf(token.get())
        .filter(owners::isRightful)
        .<Caller>map(account -> new Caller.Known(account.login()))
        .orElseGet(Caller.TokenInvalid::new);
  }
}
