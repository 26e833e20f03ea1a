package peyk.adapters.ftp;

import java.io.IOException;

/** A part that is being sent cannot be read to its end. */
final class PartLostException extends IOException {
  private static final long serialVersionUID = 1L;

  PartLostException(String message) {
    super(message);
  }

  PartLostException(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
