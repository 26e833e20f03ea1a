package peyk.adapters.http.admin;

/** A request that cannot be read or is not allowed. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.type().code(), null, false, false);
    this.problem = problem;
  }

  static ProblemException field(String name, String sentence) {
    return Problem.of(ProblemType.INVALID_FIELD, name + " " + sentence)
        .with("field", name)
        .exception();
  }

  static ProblemException parameter(String name, String sentence) {
    return Problem.of(ProblemType.INVALID_PARAMETER, name + " " + sentence)
        .with("parameter", name)
        .exception();
  }

  Problem problem() {
    return problem;
  }
}
