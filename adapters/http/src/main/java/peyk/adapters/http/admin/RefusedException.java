package peyk.adapters.http.admin;

/** A request that cannot be read or is not allowed, and what its sender is told. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  RefusedException(Problem problem) {
    super(problem.type().code(), null, false, false);
    this.problem = problem;
  }

  static RefusedException field(String name, String sentence) {
    return new RefusedException(
        Problem.of(ProblemType.INVALID_FIELD, name + " " + sentence).with("field", name));
  }

  static RefusedException parameter(String name, String sentence) {
    return new RefusedException(
        Problem.of(ProblemType.INVALID_PARAMETER, name + " " + sentence).with("parameter", name));
  }

  Problem problem() {
    return problem;
  }
}
