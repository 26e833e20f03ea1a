package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.Eventually;

class DataConnectionTest {
  private static final byte[] PART = FtpServerFixture.bytes(1000);
  private static final String RETRIEVE = "RETR /90/1/2/app.001";

  private static final InetAddress SERVER = InetAddress.ofLiteral("127.0.0.1");

  private FtpServerFixture server = new FtpServerFixture();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PORT 127,0,0,2,200,200",
        "PORT 10,0,0,1,200,200",
        "PORT 127,0,0,1,0,25",
        "PORT 127,0,0,1,3,255",
        "PORT 127,0,0,1,0,0",
        "PORT 127,0,0,1,256,1",
        "PORT 127,0,0,999,200,200",
        "PORT 127,0,0,1,200",
        "PORT localhost",
        "PORT",
        "EPRT |1|127.0.0.2|5000|",
        "EPRT |2|::1|5000|",
        "EPRT |1|127.0.0.1|80|",
        "EPRT |1|127.0.0.1|99999|",
        "EPRT |1|localhost|5000|",
        "EPRT |1|evil.example|5000|",
        "EPRT |3|127.0.0.1|5000|",
        "EPRT |1|0x7f000001|5000|",
        "EPRT |",
        "EPRT"
      })
  void only_the_clients_own_address_and_unprivileged_ports_are_called(String command)
      throws IOException {
    server.release(1, PART);
    try (var client = FtpClient.loggedIn(server)) {
      client.say(command, 501);
      client.say(RETRIEVE, 503);
    }
  }

  @Test
  void a_stranger_who_is_first_at_the_passive_port_gets_nothing() throws IOException {
    var release = server.release(1, PART);
    try (var client = FtpClient.loggedIn(server)) {
      int port = client.passivePort();
      try (var stranger = new Socket()) {
        stranger.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        stranger.connect(new InetSocketAddress(SERVER, port));
        stranger.setSoTimeout(20_000);
        client.say(RETRIEVE, 150);
        assertThat(stolen(stranger)).isZero();
        try (var data = new Socket(SERVER, port)) {
          assertThat(data.getInputStream().readAllBytes()).isEqualTo(PART);
        }
        client.expect(226);
      }
      server.awaitDownloads(release, 1, 0);
    }
  }

  private static int stolen(Socket stranger) throws IOException {
    try {
      return stranger.getInputStream().readAllBytes().length;
    } catch (SocketException e) {
      return 0;
    }
  }

  @Test
  void passive_ports_are_within_their_range_which_may_be_used_up() throws IOException {
    var ports = onePassivePort();
    int free = ports.first();
    restart(ports, Optional.of("192.0.2.7"), FtpServerFixture.DELAYS);
    server.release(1, PART);
    try (var one = FtpClient.loggedIn(server);
        var two = FtpClient.loggedIn(server)) {
      assertThat(one.say("PASV", 227))
          .contains("(192,0,2,7," + free / 256 + "," + free % 256 + ")");
      two.say("PASV", 425);
      two.say("EPSV", 425);
      one.say("ABOR", 226);
      for (int i = 0; i < 3; i++) {
        assertThat(two.fetch(RETRIEVE)).isEqualTo(PART);
        assertThat(one.fetch(RETRIEVE)).isEqualTo(PART);
      }
    }
  }

  @Test
  void a_passive_port_is_held_for_a_short_time_only() throws IOException {
    var delays = new FirmwareFtpServer.Delays(Duration.ZERO, Duration.ofMillis(100));
    restart(onePassivePort(), Optional.empty(), delays);
    var release = server.release(1, PART);
    try (var stalled = FtpClient.loggedIn(server);
        var other = FtpClient.loggedIn(server)) {
      stalled.say("PASV", 227);
      awaitPassivePort(other);
      stalled.say(RETRIEVE, 150);
      stalled.expect(425);
      server.awaitDownloads(release, 0, 1);
      assertThat(stalled.say("NOOP")).startsWith("200");
    }
  }

  @Test
  void a_connected_client_does_not_hold_a_passive_port() throws IOException {
    restart(onePassivePort(), Optional.empty(), FtpServerFixture.DELAYS);
    server.release(1, PART);
    try (var connected = FtpClient.loggedIn(server);
        var other = FtpClient.loggedIn(server);
        var data = connected.passive()) {
      awaitPassivePort(other);
      connected.say(RETRIEVE, 150);
      assertThat(data.getInputStream().readAllBytes()).isEqualTo(PART);
    }
  }

  private static void awaitPassivePort(FtpClient client) {
    Eventually.until(
        "the passive port is free",
        () -> {
          try {
            return client.say("PASV").startsWith("227");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void over_ipv6_there_is_epsv() throws IOException {
    server.close();
    server = new FtpServerFixture(FtpConfig.of("::1", 0, FtpServerFixture.CONFIG.account()));
    server.release(1, PART);
    try (var client = FtpClient.to(InetAddress.ofLiteral("::1"), server.port())) {
      client.expect(220);
      client.say("USER " + FtpServerFixture.USER, 331);
      client.say("PASS " + FtpServerFixture.PASSWORD, 230);
      assertThat(client.fetch(RETRIEVE)).isEqualTo(PART);
    }
  }

  /** A free port below those that the system gives to others. Each process begins elsewhere. */
  private static FtpConfig.PassivePorts onePassivePort() {
    return IntStream.iterate(20_000 + (int) (ProcessHandle.current().pid() % 10_000), n -> n + 1)
        .filter(DataConnectionTest::isFree)
        .mapToObj(port -> new FtpConfig.PassivePorts(port, port))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private void restart(
      FtpConfig.PassivePorts ports,
      Optional<String> externalAddress,
      FirmwareFtpServer.Delays delays) {
    server.close();
    server =
        new FtpServerFixture(
            new FtpConfig(
                "127.0.0.1",
                0,
                FtpServerFixture.CONFIG.account(),
                ports,
                externalAddress,
                FtpServerFixture.CONFIG.limits()),
            delays);
  }
}
