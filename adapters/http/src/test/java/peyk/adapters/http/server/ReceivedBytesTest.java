package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.Service;
import peyk.adapters.http.mobile.CorsOrigins;

/** The service in a process of its own, with a heap that its clients could fill. */
@Timeout(240)
class ReceivedBytesTest {
  private static final int CLIENTS = 1_000;
  private static final int BODY = 64 * 1024;
  private static final int LIMIT = 4 * 1024 * 1024;

  private final List<RawClient> clients = new ArrayList<>();
  private Process process;
  private int port;

  /** The process. It ends with its input. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      var limits =
          new ServerLimits(
              BODY,
              2 * CLIENTS,
              2 * CLIENTS,
              LIMIT,
              Duration.ofHours(1),
              Duration.ofHours(1),
              Duration.ZERO);
      try (var service =
          Service.start(
              Service.config(limits, TrustedProxies.none(), new CorsOrigins(List.of("*"))))) {
        System.out.println("port " + service.port());
        System.in.transferTo(System.out);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var lines = process.inputReader(StandardCharsets.UTF_8);
    var line = lines.readLine();
    while (!line.startsWith("port ")) {
      line = lines.readLine();
    }
    port = Integer.parseInt(line.substring("port ".length()));
  }

  @AfterEach
  void stop() {
    clients.forEach(RawClient::close);
    process.destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /qussd.php HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY + "\r\n\r\n",
        "POST /qussd.php HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n",
        "GET /qussd.php?data=",
        "GET /",
      })
  void requests_that_hold_back_their_end_stop_nobody_else(String beginning) {
    for (int i = 0; i < CLIENTS; i++) {
      hold(beginning + "x".repeat(BODY - 100));
    }

    var answer = RawClient.post(port, "/api/check", "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(process.isAlive()).isTrue();
    assertThat(clients).hasSize(CLIENTS);
  }

  private void hold(String half) {
    var client = new RawClient(port);
    clients.add(client);
    try {
      client.send(half);
    } catch (UncheckedIOException e) {
      // it was dropped
    }
  }

  @Test
  void small_requests_are_not_dropped_for_the_sake_of_large_ones() {
    var small = new RawClient(port);
    clients.add(small);
    small.send("POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{");
    for (int i = 0; i < CLIENTS; i++) {
      hold("GET /" + "x".repeat(BODY - 100));
    }

    assertThat(small.send("}").read().status()).isEqualTo(200);
  }
}
