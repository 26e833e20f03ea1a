package peyk.domain.account;

import java.time.Instant;
import java.util.Collection;

/** The users that Traccar had when it was asked for all of them. */
public interface ListedAccountRepository {
  /**
   * Remembers users and the phones that are their logins. Users and phones that are remembered stay
   * as they are.
   *
   * @see PhoneAccountRepository
   */
  void know(Collection<Account> listed);

  /** When all users were last known; the epoch if they never were. */
  Instant completeAt();

  /** All users are known now. */
  void complete(Instant now);
}
