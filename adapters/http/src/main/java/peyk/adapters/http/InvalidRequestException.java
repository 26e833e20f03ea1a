package peyk.adapters.http;

/** A request that cannot be read, and what its sender is told. */
final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Envelope answer;

  InvalidRequestException(Envelope answer) {
    super(answer.outcome(), null, false, false);
    this.answer = answer;
  }

  Envelope answer() {
    return answer;
  }
}
