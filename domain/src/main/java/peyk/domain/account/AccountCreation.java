package peyk.domain.account;

/** The result of creating a Traccar user. */
public sealed interface AccountCreation {
  record Created(Account account) implements AccountCreation {}

  /** A user with this login exists, perhaps since a moment ago. */
  record LoginTaken() implements AccountCreation {}
}
