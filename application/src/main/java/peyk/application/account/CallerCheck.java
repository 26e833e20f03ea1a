package peyk.application.account;

import java.util.Optional;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.Login;
import peyk.domain.account.SessionToken;

/**
 * Checks that callers are who they say they are, by their Traccar token.
 *
 * @param required whether callers without a token are turned away
 */
public record CallerCheck(AccountGateway accounts, boolean required) {
  /** What is known about a caller. */
  public sealed interface Caller {
    /** It holds a valid token of the user with this login. */
    record Known(Login login) implements Caller {}

    /** It showed no token, and need not. */
    record Anonymous() implements Caller {}

    /** It showed no token, and must. */
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
        .<Caller>map(account -> new Caller.Known(account.login()))
        .orElseGet(Caller.TokenInvalid::new);
  }
}
