package peyk.domain.account;

import java.util.Optional;

/**
 * The Traccar users that phones have signed in as. Users of Traccar may have changed their own
 * e-mail to the number of somebody else, so an e-mail alone does not prove whose user it is.
 */
public interface PhoneAccountRepository {
  /** The remembered user of a phone, whom Traccar may not have any more. */
  Optional<AccountId> find(Login phone);

  /**
   * Remembers the user of a phone, unless the phone has another user or the user another phone.
   *
   * @param phone the login of a phone
   * @return whether the two belong together
   */
  boolean remember(Login phone, AccountId account);

  /** Forgets the user of a phone, because Traccar has no user with that login any more. */
  void forget(Login phone);

  /** Whether nothing remembered contradicts that this user holds its login rightly. */
  boolean isRightful(Account account);
}
