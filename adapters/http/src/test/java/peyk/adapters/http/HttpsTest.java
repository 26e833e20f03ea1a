package peyk.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.helidon.metrics.api.Metrics;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.HttpsCertificate;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;
import peyk.application.monitoring.Metric;
import peyk.domain.SelfSigned;

class HttpsTest {
  private static SelfSigned first;
  private static SelfSigned second;
  private static SelfSigned stranger;

  @TempDir private Path directory;

  @BeforeAll
  static void make() throws Exception {
    first = SelfSigned.of("localhost", "EC", 90);
    second = SelfSigned.of("localhost", "RSA", 365);
    stranger = SelfSigned.of("localhost", "EC", 90);
  }

  private Path certificateFile() {
    return directory.resolve("certificate.pem");
  }

  private Path keyFile() {
    return directory.resolve("key.pem");
  }

  private HttpsCertificate certificate() throws Exception {
    first.writeCertificate(certificateFile());
    first.writeKey(keyFile());
    return HttpsCertificate.open(certificateFile(), keyFile());
  }

  @Test
  void the_expiry_is_that_of_the_certificate_that_is_served_now() throws Exception {
    var certificate = certificate();
    var before = first.certificate().getNotAfter().toInstant();
    assertThat(certificate.expiry()).isEqualTo(before);
    second.writeCertificate(certificateFile());
    second.writeKey(keyFile());
    certificate.reload();
    assertThat(certificate.expiry()).isAfter(before.plus(Duration.ofDays(200)));
  }

  private static Service serve(HttpsCertificate certificate, ServerLimits limits) {
    return Service.start(
        Service.config(
            limits,
            TrustedProxies.none(),
            new CorsOrigins(List.of("*")),
            Optional.of(new HttpsConfig(Optional.of(0), Optional.of(0), certificate))));
  }

  /** Trusts both; a new one for each client, so that none resumes a session. */
  private static SSLContext trusting() throws Exception {
    return SelfSigned.trusting(List.of(first, second));
  }

  private static Certificate shown(int port) throws Exception {
    var factory = trusting().getSocketFactory();
    try (var socket = (SSLSocket) factory.createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static HttpResponse<String> get(String scheme, int port, String path) throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      var uri = URI.create(scheme + "://localhost:" + port + path);
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static long refused() {
    return Metrics.globalRegistry()
        .counter(Metric.HTTPS_CERTIFICATES_REFUSED.id(), List.of())
        .orElseThrow()
        .count();
  }

  @Test
  void both_ports_answer_over_tls_as_over_plain_http() throws Exception {
    try (var service = serve(certificate(), ServerLimits.DEFAULT)) {
      var path = "/api/check";

      var plain = get("http", service.port(), path);
      assertThat(get("https", service.httpsPort(), path))
          .returns(plain.statusCode(), HttpResponse::statusCode)
          .returns(plain.body(), HttpResponse::body);
      assertThat(get("https", service.adminHttpsPort(), "/observe/health").statusCode())
          .isEqualTo(200);
      assertThat(get("https", service.adminHttpsPort(), "/observe/metrics").body())
          .contains("peyk_https_certificates_refused");
      assertThat(get("https", service.httpsPort(), "/observe/metrics").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void new_connections_get_the_certificate_that_replaced_the_first() throws Exception {
    var certificate = certificate();
    try (var service = serve(certificate, ServerLimits.DEFAULT)) {
      assertThat(shown(service.httpsPort())).isEqualTo(first.certificate());

      second.writeCertificate(certificateFile());
      second.writeKey(keyFile());
      certificate.reload();

      assertThat(shown(service.httpsPort())).isEqualTo(second.certificate());
      assertThat(shown(service.adminHttpsPort())).isEqualTo(second.certificate());
    }
  }

  @Test
  void files_that_cannot_be_used_keep_the_certificate_before_and_are_counted_once()
      throws Exception {
    var certificate = certificate();
    try (var service = serve(certificate, ServerLimits.DEFAULT)) {
      var before = refused();
      second.writeCertificate(certificateFile());
      certificate.reload();
      certificate.reload();
      assertThat(refused()).isEqualTo(before + 1);
      assertThat(shown(service.httpsPort())).isEqualTo(first.certificate());

      Files.delete(keyFile());
      certificate.reload();
      assertThat(refused()).isEqualTo(before + 2);
      assertThat(shown(service.httpsPort())).isEqualTo(first.certificate());

      second.writeKey(keyFile());
      certificate.reload();
      assertThat(refused()).isEqualTo(before + 2);
      assertThat(shown(service.httpsPort())).isEqualTo(second.certificate());
    }
  }

  @Test
  void a_client_that_falls_silent_in_its_handshake_is_dropped() throws Exception {
    var usual = ServerLimits.DEFAULT;
    var limits =
        new ServerLimits(
            usual.bodyBytes(),
            usual.connections(),
            usual.unpacedConnections(),
            usual.receivedBytes(),
            usual.requestTimeout(),
            Duration.ofMillis(300),
            usual.shutdownTimeout());
    var hello = ByteBuffer.allocate(32 * 1024);
    var engine = trusting().createSSLEngine();
    engine.setUseClientMode(true);
    engine.wrap(ByteBuffer.allocate(0), hello);
    try (var service = serve(certificate(), limits);
        var socket = new Socket(InetAddress.getLoopbackAddress(), service.httpsPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(hello.array(), 0, hello.position());

      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void files_that_cannot_be_used_at_the_start_are_refused_by_name() throws Exception {
    certificate();
    var junk = Files.writeString(directory.resolve("junk.pem"), "no key");
    var missing = directory.resolve("missing.pem");

    for (var keys : List.of(second, stranger)) {
      keys.writeKey(keyFile());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HttpsCertificate.open(certificateFile(), keyFile()))
          .withMessageContaining(keyFile().toString());
    }
    for (var file : List.of(junk, missing)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HttpsCertificate.open(file, keyFile()))
          .withMessageContaining(file.toString());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HttpsCertificate.open(certificateFile(), file))
          .withMessageContaining(file.toString());
    }
  }
}
