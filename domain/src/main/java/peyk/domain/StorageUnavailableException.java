package peyk.domain;

/**
 * Our own memory, the database, could not be asked: nothing was read, and nothing can be relied
 * upon to have been stored.
 */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message) {
    super(message);
  }

  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
