package peyk.domain.account;

/**
 * A Traccar user.
 *
 * @param administrator whether it may do everything in Traccar
 * @param fixedEmail whether only an administrator may change its login
 */
public record Account(AccountId id, Login login, boolean administrator, boolean fixedEmail) {
  /** An ordinary user who may change the own login, as Traccar makes users by default. */
  public Account(AccountId id, Login login) {
    this(id, login, false, false);
  }
}
