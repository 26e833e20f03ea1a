package peyk.domain.account;

/**
 * The new users who are still to get their default notifications: durable wishes, carried out in
 * the background.
 */
public interface WelcomeRepository {
  /**
   * Remembers that a user with this login is about to be created and will want a welcome, in case
   * the caller does not live to say so: it begins by itself after a minute. Doing so twice is doing
   * so once.
   */
  void expect(Login login);

  /** The user exists: the welcome begins now. */
  void begin(Login login);
}
