package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.Eventually;
import peyk.domain.GrowingTimeout;

class SessionTest {
  private FtpServerFixture server = new FtpServerFixture();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void the_one_account_logs_in() throws IOException {
    try (var client = FtpClient.loggedIn(server)) {
      client.say("PASS " + FtpServerFixture.PASSWORD, 230);
      client.say("PWD", 257);
      assertThat(server.counted("peyk_ftp_logins", "accepted")).isOne();
      assertThat(server.sessions()).isOne();
      client.say("QUIT", 221);
      assertThat(client.isAtItsEnd()).isTrue();
    }
    Eventually.until("the session is gone", () -> server.sessions() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "tracker-user,wrong",
    "tracker-user,''",
    "tracker-user,s3cret",
    "tracker-user,s3cret-word✓",
    "TRACKER-USER,s3cret-word",
    "somebody,s3cret-word",
    "anonymous,me@example.org",
    "ftp,ftp",
    "admin,admin"
  })
  void other_accounts_do_not(String user, String password) throws IOException {
    try (var client = FtpClient.to(server.port())) {
      client.say("USER " + user, 331);
      long before = System.nanoTime();
      client.say("PASS " + password, 530);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(FtpServerFixture.DELAYS.loginFailure());
      client.say("PWD", 530);
      assertThat(server.counted("peyk_ftp_logins", "refused")).isOne();
    }
  }

  @Test
  void a_session_has_three_tries() throws IOException {
    try (var client = FtpClient.to(server.port())) {
      for (int i = 0; i < 2; i++) {
        client.say("USER " + FtpServerFixture.USER, 331);
        client.say("PASS wrong", 530);
      }
      client.say("USER " + FtpServerFixture.USER, 331);
      client.say("PASS wrong", 421);
      assertThat(client.isAtItsEnd()).isTrue();
    }
  }

  @Test
  void a_password_needs_a_user_and_another_user_a_password() throws IOException {
    try (var client = FtpClient.to(server.port())) {
      client.say("PASS " + FtpServerFixture.PASSWORD, 530);
      client.say("USER", 331);
      client.say("PASS " + FtpServerFixture.PASSWORD, 530);
      client.say("USER " + FtpServerFixture.USER, 331);
      client.say("PASS " + FtpServerFixture.PASSWORD, 230);
      client.say("USER somebody", 331);
      client.say("PWD", 530);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST", "RETR /90/1/2/app.001", "CWD /", "PASV", "PORT 127,0,0,1,9,9"})
  void nothing_is_done_before_login(String command) throws IOException {
    try (var client = FtpClient.to(server.port())) {
      client.say(command, 530);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STOR app.001 | 502",
        "STOU | 502",
        "APPE /90/1/2/app.001 | 502",
        "DELE /90/1/2/app.001 | 502",
        "MKD /x | 502",
        "XMKD /x | 502",
        "RMD /90 | 502",
        "XRMD /90 | 502",
        "RNFR /90 | 502",
        "RNTO /91 | 502",
        "MFMT 20200101000000 /90 | 502",
        "SITE WHO | 502",
        "SITE_WHO | 502",
        "SITE CHMOD 777 / | 502",
        "REIN | 502",
        "STAT | 502",
        "STAT /90 | 502",
        "HELP | 502",
        "AUTH TLS | 502",
        "PBSZ 0 | 502",
        "PROT P | 502",
        "MD5 /90/1/2/app.001 | 502",
        "LANG en | 502",
        "ACCT x | 502",
        "nonsense | 502",
        "MODE Z | 501",
        "MODE S | 200",
        "STRU F | 200",
        "STRU R | 504",
        "TYPE A | 200",
        "TYPE I | 200",
        "TYPE L 8 | 504",
        "type i | 200",
        "TYPE | 501",
        "OPTS UTF8 ON | 200",
        "OPTS MLST Type | 200",
        "NOOP | 200",
        "SYST | 215",
        "FEAT | 502",
        "ABOR | 226",
        "REST x | 501",
        "REST -1 | 501",
        "REST 99999999999999999999 | 501",
        "RETR | 501",
        "RETR /90/1/2 | 550",
        "RETR /90/1/2/app.001 | 503",
        "LIST | 503"
      })
  void commands_are_answered(String command, int code) throws IOException {
    server.release(1, FtpServerFixture.bytes(10));
    try (var client = FtpClient.loggedIn(server)) {
      client.say(command, code);
      client.say("NOOP", 200);
    }
  }

  @Test
  void an_empty_line_and_strange_bytes_are_survived() throws IOException {
    try (var client = FtpClient.loggedIn(server)) {
      client.send("\r\n\n\r");
      client.socket().getOutputStream().write(new byte[] {(byte) 0xc3, (byte) 0x28, '\r', '\n'});
      client.expect(502);
      client.say("NOOP", 200);
    }
  }

  @Test
  void a_line_that_is_too_long_ends_the_session() throws IOException {
    try (var client = FtpClient.loggedIn(server)) {
      client.say("RETR " + "x".repeat(100_000), 500);
      assertThat(client.isAtItsEnd()).isTrue();
    }
  }

  @Test
  void a_client_that_sends_too_many_commands_is_cut_off() throws IOException {
    try (var client = FtpClient.to(server.port())) {
      client.send("USER x\r\nPASS x\r\n" + "NOOP\r\n".repeat(1000));
      assertThatThrownBy(
              () -> {
                while (!client.isAtItsEnd()) {}
                throw new IOException("at its end");
              })
          .isInstanceOf(IOException.class);
    }
    Eventually.until("the session is gone", () -> server.sessions() == 0);
  }

  @Test
  void a_client_that_does_not_read_replies_is_cut_off() throws IOException {
    try (var client = FtpClient.to(server.port())) {
      client.socket().setReceiveBufferSize(1024);
      var noops = "SYST\r\n".repeat(16);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  client.send(noops);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void connections_are_limited_in_all_and_per_address() throws IOException {
    restart(new FtpConfig.Limits(3, 2, Duration.ofMinutes(1), 0));
    try (var one = FtpClient.to(server.port());
        var two = FtpClient.to(server.port())) {
      try (var three = FtpClient.to(InetAddress.getLoopbackAddress(), server.port())) {
        three.expect(421);
        assertThat(three.isAtItsEnd()).isTrue();
      }
      try (var elsewhere = FtpClient.from("127.0.0.2", server.port());
          var fourth = FtpClient.from("127.0.0.3", server.port())) {
        elsewhere.expect(220);
        fourth.expect(421);
        Eventually.until("three are in", () -> server.sessions() == 3);
        one.say("QUIT", 221);
        assertThat(two.say("NOOP")).startsWith("200");
      }
    }
    Eventually.until("all are gone", () -> server.sessions() == 0);
    FtpClient.to(server.port()).close();
  }

  @Test
  void many_come_and_go() throws IOException {
    restart(new FtpConfig.Limits(50, 50, Duration.ofMinutes(1), 0));
    for (int round = 0; round < 5; round++) {
      var clients = new ArrayList<FtpClient>();
      for (int i = 0; i < 50; i++) {
        clients.add(FtpClient.loggedIn(server));
      }
      clients.forEach(FtpClient::close);
      Eventually.until("all are gone", () -> server.sessions() == 0);
    }
  }

  @Test
  void an_idle_session_ends() throws Exception {
    GrowingTimeout.from(
        Duration.ofSeconds(1),
        idle -> {
          restart(new FtpConfig.Limits(10, 10, idle, 0));
          try (var client = FtpClient.loggedIn(server)) {
            client.expect(421);
            assertThat(client.isAtItsEnd()).isTrue();
          }
        });
  }

  @Test
  void a_port_in_use_stops_the_start() {
    var taken =
        new FtpConfig(
            "127.0.0.1",
            server.port(),
            FtpServerFixture.CONFIG.account(),
            FtpServerFixture.CONFIG.passivePorts(),
            FtpServerFixture.CONFIG.externalAddress(),
            FtpServerFixture.CONFIG.limits());
    assertThatThrownBy(() -> new FtpServerFixture(taken))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(BindException.class)
        .hasMessage("cannot listen on 127.0.0.1:" + server.port() + " for FTP");
  }

  @Test
  void after_closing_nobody_gets_in_and_all_threads_are_gone() throws IOException {
    int port = server.port();
    try (var client = FtpClient.loggedIn(server)) {
      assertThat(threads()).isNotEmpty();
      server.close();
      assertThat(client.isAtItsEnd()).isTrue();
    }
    assertThatThrownBy(() -> FtpClient.to(port)).isInstanceOf(IOException.class);
    Eventually.until("the threads are gone", () -> threads().isEmpty());
    server = new FtpServerFixture();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ftp") || thread.getName().startsWith("Nio"))
        .toList();
  }

  @Test
  void neither_user_nor_password_is_logged() throws IOException {
    server.release(1, FtpServerFixture.bytes(10));
    try (var logs = new LogCapture()) {
      try (var client = FtpClient.to(server.port())) {
        client.say("USER " + FtpServerFixture.USER, 331);
        client.say("PASS wrong-guess", 530);
        client.say("USER " + FtpServerFixture.USER, 331);
        client.say("PASS " + FtpServerFixture.PASSWORD, 230);
        client.fetch("RETR /90/1/2/app.001");
        client.say("QUIT", 221);
      }
      Eventually.until("the session is gone", () -> server.sessions() == 0);
      assertThat(logs.lines())
          .noneMatch(line -> line.contains(FtpServerFixture.USER))
          .noneMatch(line -> line.contains("s3cret"))
          .noneMatch(line -> line.contains("wrong-guess"))
          .noneMatch(line -> line.contains("PASS"));
      assertThat(logs.lines()).noneMatch(line -> line.startsWith("WARN"));
    }
  }

  private void restart(FtpConfig.Limits limits) {
    server.close();
    server = new FtpServerFixture(FtpServerFixture.with(limits));
  }
}
