package peyk.adapters.http.server;

/** A request that cannot be read, and what its sender is told. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Envelope answer;

  public InvalidRequestException(Envelope answer) {
    super(answer.outcome(), null, false, false);
    this.answer = answer;
  }

  public Envelope answer() {
    return answer;
  }
}
