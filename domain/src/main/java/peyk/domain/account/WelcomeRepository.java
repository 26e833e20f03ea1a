package peyk.domain.account;

/** The durable jobs that give new users their default notifications. */
public interface WelcomeRepository {
  /**
   * Stores a job for a user who is about to be created. The job starts by itself after a minute, in
   * case the caller dies before {@link #begin}. Idempotent.
   */
  void expect(Login login);

  /** Makes the job due now, because the user exists. */
  void begin(Login login);
}
