package peyk.domain.account;

import java.util.Optional;

/**
 * The Traccar users of phones. Users of Traccar may change their own e-mail to the number of
 * somebody else, so an e-mail alone does not prove whose user it is.
 */
public interface PhoneAccountRepository {
  /**
   * The user of a phone, whom Traccar may not have any more.
   *
   * @param signedIn whether the phone has signed in as this user, who was only listed otherwise
   */
  record Owner(AccountId account, boolean signedIn) {}

  Optional<Owner> find(Login phone);

  /**
   * Remembers that a phone signs in as a user, unless the phone has another user, or the user had
   * another login.
   *
   * @param phone the login of a phone
   * @return whether the two belong together
   */
  boolean remember(Login phone, AccountId account);

  /** Forgets the user of a phone, because Traccar does not have it any more. */
  void forget(Login phone);

  /** Whether nothing remembered contradicts that this user holds its login rightly. */
  boolean isRightful(Account account);
}
