package peyk.domain.account;

/** A Traccar user. */
public record Account(AccountId id, Login login) {}
