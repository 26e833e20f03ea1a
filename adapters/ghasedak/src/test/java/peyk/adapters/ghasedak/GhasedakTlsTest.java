package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.application.otp.SmsSettings;
import peyk.domain.SelfSigned;

class GhasedakTlsTest {
  private final AtomicInteger calls = new AtomicInteger();
  private HttpsServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A gateway whose certificate is its own authority; settings that may trust it. */
  private GhasedakClient client(String certificateOf, boolean isTrusted) throws Exception {
    var certificate = SelfSigned.of(certificateOf);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    var address = URI.create("https://localhost:" + server.getAddress().getPort());
    var authorities =
        isTrusted
            ? Optional.of(SelfSigned.trusting(List.of(certificate)))
            : Optional.<SSLContext>empty();
    var access = (GhasedakAccess) new GhasedakProvider().read(new Given(address, authorities), 4);
    return new GhasedakClient(access.config(), GhasedakClient.BREAKER_DELAY);
  }

  private void expectNothingSent(GhasedakClient client) {
    assertThatThrownBy(() -> client.post("SendOtpSMS", new byte[] {'{', '}'}))
        .isInstanceOf(CallFailedException.class)
        .hasStackTraceContaining("SSLHandshakeException");
    assertThat(calls).hasValue(0);
  }

  @Test
  void a_private_authority_in_the_settings_is_trusted() throws Exception {
    try (var client = client("localhost", true)) {
      client.post("SendOtpSMS", new byte[] {'{', '}'});

      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void without_it_nothing_is_sent() throws Exception {
    try (var client = client("localhost", false)) {
      expectNothingSent(client);
    }
  }

  @Test
  void a_certificate_for_another_name_is_sent_nothing() throws Exception {
    try (var client = client("elsewhere.example", true)) {
      expectNothingSent(client);
    }
  }

  private record Given(URI address, Optional<SSLContext> tls) implements SmsSettings {
    @Override
    public Optional<String> find(String key) {
      return Optional.empty();
    }

    @Override
    public String required(String key, String why) {
      return "any";
    }

    @Override
    public String secret(String key, String why, int shortest) {
      return "any";
    }

    @Override
    public URI address(String key, String why) {
      return address;
    }

    @Override
    public Duration duration(String key, String least, String most) {
      return Duration.ofSeconds(10);
    }

    @Override
    public Optional<SSLContext> authorities(String key) {
      return key.equals("sms.tls.ca-file") ? tls : Optional.empty();
    }

    @Override
    public void fault(String key, String what) {
      throw new AssertionError(key + " " + what);
    }
  }
}
