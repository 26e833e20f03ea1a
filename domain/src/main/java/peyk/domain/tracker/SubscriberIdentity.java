package peyk.domain.tracker;

import peyk.domain.account.AccountId;

/** Whose token this service was given. */
public sealed interface SubscriberIdentity {
  /** A user that exists; only an administrator may link devices and act for others. */
  record User(AccountId account, boolean administrator) implements SubscriberIdentity {}

  /** Traccar's service account, which exists in no table and therefore hears nothing. */
  record ServiceAccount() implements SubscriberIdentity {}

  /** Traccar does not take the token. */
  record Nobody() implements SubscriberIdentity {}
}
