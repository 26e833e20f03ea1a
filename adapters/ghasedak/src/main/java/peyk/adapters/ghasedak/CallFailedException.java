package peyk.adapters.ghasedak;

import org.jspecify.annotations.Nullable;

/** A call to Ghasedak got no answer. */
final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean sent;

  private CallFailedException(String reason, @Nullable Throwable cause, boolean sent) {
    super(reason, cause);
    this.sent = sent;
  }

  static CallFailedException notSent(String reason, @Nullable Throwable cause) {
    return new CallFailedException(reason, cause, false);
  }

  static CallFailedException notAnswered(String reason, @Nullable Throwable cause) {
    return new CallFailedException(reason, cause, true);
  }

  /** Whether the request may have reached Ghasedak. */
  boolean isSent() {
    return sent;
  }
}
