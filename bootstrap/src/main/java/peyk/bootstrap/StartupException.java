package peyk.bootstrap;

/** The service could not start, for a reason that the operator can mend. */
final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
