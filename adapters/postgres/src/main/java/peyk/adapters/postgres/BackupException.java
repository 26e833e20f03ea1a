package peyk.adapters.postgres;

import org.jspecify.annotations.Nullable;

/** A backup that cannot be made, read or restored. The message is for operators. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackupException(String message) {
    this(message, null);
  }

  public BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
