package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.application.otp.SmsSettings;

/** Certificates that sign themselves, made by the JDK's keytool. */
class GhasedakTlsTest {
  private static final String PASSWORD = "of-the-test";

  @TempDir private Path directory;
  private final AtomicInteger calls = new AtomicInteger();
  private HttpsServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A gateway whose certificate is its own authority; settings that may trust it. */
  private GhasedakClient client(String certificateOf, boolean isTrusted) throws Exception {
    var store = store(certificateOf);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving(store)));
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
    var authorities = isTrusted ? Optional.of(trusting(store)) : Optional.<SSLContext>empty();
    var access = (GhasedakAccess) new GhasedakProvider().read(new Given(address, authorities), 4);
    return new GhasedakClient(access.config(), GhasedakClient.BREAKER_DELAY);
  }

  private KeyStore store(String name) throws Exception {
    var file = directory.resolve(name + ".p12");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-alias",
                "own",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static SSLContext serving(KeyStore store) throws Exception {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    authorities.setCertificateEntry("own", store.getCertificate("own"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(authorities);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
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
