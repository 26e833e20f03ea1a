package peyk.application.job;

/**
 * Errors of the process, such as a lack of memory or a class that cannot be loaded. They say
 * nothing about the work that met them, so the work must be tried again. A stack overflow is none
 * of them: it comes from the work.
 */
public final class ProcessErrors {
  private ProcessErrors() {}

  public static boolean include(Throwable failure) {
    return failure instanceof LinkageError
        || failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  /** Throws it again if it is one. */
  public static void rethrow(Throwable failure) {
    if (failure instanceof Error error && include(error)) {
      throw error;
    }
  }
}
