package peyk.adapters.ghasedak;

import org.jspecify.annotations.Nullable;

/** A call to Ghasedak brought no answer. */
abstract sealed class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CallFailedException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /** The request was never sent. */
  static final class NotSent extends CallFailedException {
    private static final long serialVersionUID = 1L;

    NotSent(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }

  /** The request was sent, so it may have had its effect. */
  static final class NoAnswer extends CallFailedException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }
}
