package peyk.adapters.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.MovableClock;
import peyk.domain.SelfSigned;

class TrustedAuthoritiesTest {
  /** Longer than a record of TLS, and much longer than a handshake. */
  private static final int LONG = 100_000;

  @TempDir private static Path directory;
  private static Served right;
  private static Served wrongName;

  /** A server with a certificate of its own, which is its own authority. */
  private record Served(HttpsServer server, Path authority) {
    URI uri() {
      return URI.create("https://localhost:" + server.getAddress().getPort());
    }
  }

  @BeforeAll
  static void start() throws Exception {
    right = serve("localhost");
    wrongName = serve("elsewhere.example");
  }

  @AfterAll
  static void stop() {
    right.server().stop(0);
    wrongName.server().stop(0);
  }

  private static Served serve(String name) throws Exception {
    var certificate = SelfSigned.of(name);
    var pem = directory.resolve(name + ".pem");
    certificate.writeCertificate(pem);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
    server.createContext(
        "/api/server",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("[]".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.createContext(
        "/api/long",
        exchange -> {
          exchange.sendResponseHeaders(200, LONG);
          exchange.getResponseBody().write(new byte[LONG]);
          exchange.close();
        });
    server.start();
    return new Served(server, pem);
  }

  private static TraccarClient client(Served served, Optional<Path> authority) {
    return client(served.uri(), authority);
  }

  private static TraccarClient client(URI uri, Optional<Path> authority) {
    var config = TraccarFixture.config(uri, "a-token");
    return new TraccarClient(
        authority.map(file -> config.withTls(TrustedAuthorities.with(file))).orElse(config),
        Metrics.globalRegistry(),
        new MovableClock());
  }

  private static void call(TraccarClient client) {
    client.readRows(ApiRequest.get("server", "/server"), row -> true);
  }

  private static Throwable socketFailure(TraccarClient client) {
    return catchThrowable(() ->
            client
                .http()
                .newWebSocketBuilder()
                .buildAsync(client.config().socket(), new WebSocket.Listener() {})
                .join())
        .getCause();
  }

  @Test
  void a_private_authority_is_trusted_by_calls_and_by_the_socket() {
    try (var client = client(right, Optional.of(right.authority()))) {
      assertThatCode(() -> call(client)).doesNotThrowAnyException();
      // TLS is done: the server, which has no socket, refuses the upgrade
      assertThat(socketFailure(client)).isInstanceOf(WebSocketHandshakeException.class);
    }
  }

  @Test
  void without_it_nothing_is_sent() {
    try (var client = client(right, Optional.empty())) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(GatewayUnavailableException.class)
          .hasStackTraceContaining("SSLHandshakeException");
      assertThat(socketFailure(client)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10_000})
  void a_server_that_sends_a_byte_now_and_then_is_given_up_at_the_deadline(int atOnce)
      throws IOException {
    var port = right.server().getAddress().getPort();
    try (var relay = new DrippingRelay(port, atOnce);
        var client =
            client(
                URI.create("https://localhost:" + relay.port()), Optional.of(right.authority()))) {
      var call = ApiRequest.get("ask", "/long").withTimeout(Duration.ofMillis(500));
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () ->
              assertThatThrownBy(() -> client.send(call))
                  .hasMessageStartingWith("Traccar did not answer in time"));
    }
  }

  @Test
  void a_certificate_for_another_name_is_refused_by_calls_and_by_the_socket() {
    try (var client = client(wrongName, Optional.of(wrongName.authority()))) {
      assertThatThrownBy(() -> call(client))
          .isInstanceOf(GatewayUnavailableException.class)
          .hasStackTraceContaining("No subject alternative DNS name matching localhost");
      assertThat(socketFailure(client)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void another_authority_does_not_help() {
    try (var client = client(right, Optional.of(wrongName.authority()))) {
      assertThat(socketFailure(client)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void a_file_without_certificates_is_refused() throws IOException {
    var junk = Files.writeString(directory.resolve("junk.pem"), "no certificate");
    var empty = Files.writeString(directory.resolve("empty.pem"), "");

    for (var file : List.of(junk, empty, directory.resolve("missing.pem"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrustedAuthorities.with(file))
          .withMessageContaining(file.toString());
    }
  }
}
