package peyk.bootstrap;

/** The service could not start, for a reason that the operator can mend. */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
