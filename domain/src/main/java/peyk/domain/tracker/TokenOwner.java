package peyk.domain.tracker;

import peyk.domain.account.AccountId;

/** The owner of this service's token. */
public sealed interface TokenOwner {
  /** An existing user. Only an administrator may link devices and act for others. */
  record User(AccountId account, boolean administrator) implements TokenOwner {}

  /** Traccar's service account, which has no database row and so gets no events. */
  record ServiceAccount() implements TokenOwner {}

  /** Traccar refuses the token. */
  record Nobody() implements TokenOwner {}
}
