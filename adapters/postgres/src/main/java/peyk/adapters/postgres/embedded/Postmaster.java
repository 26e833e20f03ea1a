package peyk.adapters.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process of a data directory, whoever started it. */
public final class Postmaster {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration FAST = Duration.ofSeconds(60);
  private static final Duration IMMEDIATE = Duration.ofSeconds(10);

  /** The line of the port in {@code postmaster.pid}, counted from 0. */
  private static final int PORT_LINE = 3;

  private final Path data;

  public Postmaster(Path data) {
    this.data = data;
  }

  /**
   * Stops a server that still runs, because the process that started it was killed. A fast shutdown
   * is tried first, then an immediate one. A stale file that names another process is removed.
   *
   * @throws IOException if the server does not stop, or if the system hides which process it is
   */
  public void stopOrphan() throws IOException {
    var named = process();
    if (named.isEmpty()) {
      return;
    }
    var process = named.get();
    var isServer = isServer(process.info());
    if (isServer.isEmpty()) {
      throw new IOException(
          "process %d may be the server of %s: stop it, or delete %s if it is another's"
              .formatted(process.pid(), data, pidFile()));
    }
    if (!isServer.get()) {
      log.warn("postmaster.pid was stale and is removed: its pid={} is another's", process.pid());
      Files.deleteIfExists(pidFile());
      return;
    }
    log.info("a database server was still running and is stopped pid={}", process.pid());
    if (!stop(process, "-INT", FAST) && !stop(process, "-QUIT", IMMEDIATE)) {
      throw new IOException("the server process " + process.pid() + " does not stop");
    }
  }

  /** The process of a running server, if this is known; empty if there is none. */
  public Optional<ProcessHandle> server() throws IOException {
    return process().filter(one -> isServer(one.info()).orElse(true));
  }

  /** The port of a running server; empty if there is none, or if it is still starting. */
  public OptionalInt port() throws IOException {
    if (server().isEmpty()) {
      return OptionalInt.empty();
    }
    try (var lines = Files.lines(pidFile())) {
      return lines
          .skip(PORT_LINE)
          .limit(1)
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,5}"))
          .mapToInt(Integer::parseInt)
          .findFirst();
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  /** The process that the file names. */
  private Optional<ProcessHandle> process() throws IOException {
    if (Files.notExists(pidFile())) {
      return Optional.empty();
    }
    try (var lines = Files.lines(pidFile())) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,10}"))
          .map(Long::valueOf)
          .flatMap(ProcessHandle::of)
          .filter(ProcessHandle::isAlive);
    }
  }

  /**
   * Whether a process is the server of this directory. A process that has the number by chance may
   * be the server of another. Empty if the system hides whose it is and its arguments.
   */
  Optional<Boolean> isServer(ProcessHandle.Info process) {
    var isOthers =
        process.user().filter(user -> !isOwn(user)).isPresent()
            || process.command().filter(one -> !Path.of(one).endsWith("postgres")).isPresent();
    return isOthers
        ? Optional.of(false)
        : process.arguments().map(arguments -> namesData(List.of(arguments)));
  }

  private static boolean isOwn(String user) {
    return ProcessHandle.current().info().user().orElse(user).equals(user);
  }

  private boolean namesData(List<String> arguments) {
    var value = arguments.indexOf("-D") + 1;
    return value > 0 && value < arguments.size() && isData(arguments.get(value));
  }

  private boolean isData(String directory) {
    try {
      return Files.isSameFile(data, Path.of(directory));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean stop(ProcessHandle process, String signal, Duration timeout)
      throws IOException {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server was stopping", e);
    }
  }
}
