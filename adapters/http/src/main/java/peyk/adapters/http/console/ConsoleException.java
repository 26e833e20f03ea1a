package peyk.adapters.http.console;

import io.helidon.http.Status;

/** A request that is refused, with the sentence that the reader sees. */
final class ConsoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;
  private final Phrase sentence;

  ConsoleException(Status status, Phrase sentence) {
    super(sentence.name(), null, false, false);
    this.status = status;
    this.sentence = sentence;
  }

  static ConsoleException notFound(Phrase sentence) {
    return new ConsoleException(Status.NOT_FOUND_404, sentence);
  }

  static ConsoleException badRequest(Phrase sentence) {
    return new ConsoleException(Status.BAD_REQUEST_400, sentence);
  }

  Status status() {
    return status;
  }

  Phrase sentence() {
    return sentence;
  }
}
