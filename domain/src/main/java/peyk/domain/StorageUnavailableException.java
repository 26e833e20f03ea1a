package peyk.domain;

/** Our own memory, the database, could not be asked: nothing was read and nothing was stored. */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
