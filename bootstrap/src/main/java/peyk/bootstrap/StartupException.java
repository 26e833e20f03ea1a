package peyk.bootstrap;

/** The service could not be started, for a reason that whoever started it can mend. */
final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
