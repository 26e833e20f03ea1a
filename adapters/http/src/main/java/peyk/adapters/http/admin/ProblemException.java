package peyk.adapters.http.admin;

/** A request that cannot be read or is not allowed, and what its sender is told. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.type().code(), null, false, false);
    this.problem = problem;
  }

  public static ProblemException field(String name, String sentence) {
    return new ProblemException(
        Problem.of(ProblemType.INVALID_FIELD, name + " " + sentence).with("field", name));
  }

  public static ProblemException parameter(String name, String sentence) {
    return new ProblemException(
        Problem.of(ProblemType.INVALID_PARAMETER, name + " " + sentence).with("parameter", name));
  }

  public Problem problem() {
    return problem;
  }
}
