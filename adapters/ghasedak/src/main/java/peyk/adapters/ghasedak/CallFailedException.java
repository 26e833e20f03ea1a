package peyk.adapters.ghasedak;

import org.jspecify.annotations.Nullable;

/** A call to Ghasedak got no answer. */
final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean sent;

  CallFailedException(String reason, boolean sent, @Nullable Throwable cause) {
    super(reason, cause);
    this.sent = sent;
  }

  /** Whether the request may have reached Ghasedak. */
  boolean isSent() {
    return sent;
  }
}
