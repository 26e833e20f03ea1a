package peyk.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import peyk.domain.Eventually;

/** A replica in a process of its own, with its ports. */
final class RunningService implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final ServiceProcess process;
  private final int port;
  private final int adminPort;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningService(ServiceProcess process, int port, int adminPort) {
    this.process = process;
    this.port = port;
    this.adminPort = adminPort;
  }

  /** Starts one, with settings of its own over the usual ones. */
  static RunningService start(Neighbourhood around, Map<String, String> own) {
    return start(around, own, ServiceProcess.LOG);
  }

  static RunningService start(Neighbourhood around, Map<String, String> own, Path log) {
    int port = ServiceProcess.freePort();
    int adminPort = ServiceProcess.freePort();
    var environment =
        new HashMap<>(
            Map.of(
                "JAVA_OPTS", "-XX:TieredStopAtLevel=1",
                "SERVER_PORT", Integer.toString(port),
                "ADMIN_PORT", Integer.toString(adminPort)));
    environment.putAll(own);
    return new RunningService(
        ServiceProcess.start(around.environment(environment), log), port, adminPort);
  }

  int port() {
    return port;
  }

  int adminPort() {
    return adminPort;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void awaitReady() {
    Eventually.until("it is ready", this::isReady);
  }

  boolean isReady() {
    return admin("/observe/health/ready") == 200;
  }

  /** The status that a path of the admin port answers with; 0 if it does not answer. */
  private int admin(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
            .timeout(TIMEOUT)
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops it where it is, as a virtual machine that is moved does. */
  void freeze() {
    Processes.freeze(Stream.of(process.handle()));
  }

  void thaw() {
    Processes.thaw(Stream.of(process.handle()));
  }

  /** As {@code kill} does. */
  void terminate() {
    process.terminate();
  }

  /** Its resident memory in bytes; needs {@code /proc}. */
  long residentBytes() {
    try (var lines = Files.lines(Path.of("/proc/" + process.handle().pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
