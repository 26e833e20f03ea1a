package peyk.bootstrap;

import java.time.Duration;

/** Prints what a test measured. No test passes or fails by it. */
final class Figures {
  private Figures() {}

  /**
   * @param begun by {@link System#nanoTime}
   */
  static void since(String what, long begun) {
    System.out.println("figure: " + what + " " + Duration.ofNanos(System.nanoTime() - begun));
  }

  static void print(String what, Object measured) {
    System.out.println("figure: " + what + " " + measured);
  }
}
