package peyk.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service as the build leaves it, in a process of its own, which may be killed. It logs to
 * {@code target/service-process.log}, unless told otherwise.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("target/peyk/bin/peyk").toAbsolutePath();
  static final Path LOG = Path.of("target/service-process.log");

  private final Process process;

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /**
   * @param environment instead of what this process would pass on of the service's own
   */
  static ServiceProcess start(Map<String, String> environment) {
    return start(environment, LOG);
  }

  static ServiceProcess start(Map<String, String> environment, Path log) {
    var builder =
        new ProcessBuilder(PROGRAM.toString(), "serve")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(TRACCAR|API|SMS|OTP|DATABASE)_.*"));
    builder.environment().putAll(environment);
    try {
      return new ServiceProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody listens on now. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill} does: the service finishes what it has accepted. */
  void terminate() {
    process.destroy();
    waitFor();
  }

  /** As {@code kill -9} does: the script has become the JVM by then. */
  void kill() {
    process.destroyForcibly();
    waitFor();
  }

  private void waitFor() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process was ending", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
