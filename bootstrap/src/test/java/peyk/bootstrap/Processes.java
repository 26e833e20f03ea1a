package peyk.bootstrap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes that a test started. */
final class Processes {
  private Processes() {}

  /** Stops processes where they are, until {@link #thaw}. */
  static void freeze(Stream<ProcessHandle> processes) {
    signal("-STOP", processes);
  }

  static void thaw(Stream<ProcessHandle> processes) {
    signal("-CONT", processes);
  }

  private static void signal(String signal, Stream<ProcessHandle> processes) {
    var command = new ArrayList<>(List.of("kill", signal));
    processes.map(one -> Long.toString(one.pid())).forEach(command::add);
    run(command.toArray(String[]::new));
  }

  /** Runs a program to its end, which has to be a good one. */
  static void run(String... command) {
    if (!succeeds(command)) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
