package peyk.domain.account;

/** What became of the wish to create a Traccar user. */
public sealed interface AccountCreation {
  record Created(Account account) implements AccountCreation {}

  /** Somebody has that login already, perhaps since a moment ago. */
  record LoginTaken() implements AccountCreation {}
}
