package peyk.domain.account;

import java.util.Optional;

/**
 * The Traccar users that phones have signed in as. Users of Traccar may have changed their own
 * e-mail to the number of somebody else, so an e-mail alone does not prove whose user it is.
 */
public interface PhoneAccountRepository {
  /** What is known of a phone and a user. */
  enum Match {
    /** They belong together, which was not known before. */
    FIRST,
    /** They belong together, as before. */
    KNOWN,
    /** The phone has another user, or the user another phone. */
    OF_ANOTHER
  }

  /** The remembered user of a phone, whom Traccar may not have any more. */
  Optional<AccountId> find(Login phone);

  /**
   * Remembers the user of a phone, unless the phone has another user or the user another phone.
   *
   * @param phone the login of a phone
   */
  Match remember(Login phone, AccountId account);

  /** Forgets the user of a phone, because Traccar has no user with that login any more. */
  void forget(Login phone);

  /** Whether nothing remembered contradicts that this user holds its login rightly. */
  boolean isRightful(Account account);
}
