package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_one_account_logs_in() throws IOException {
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.say("PASS " + World.PASSWORD, 230);
      talk.say("PWD", 257);
      assertThat(world.counted("peyk_ftp_logins", "accepted")).isOne();
      assertThat(world.sessions()).isOne();
      talk.say("QUIT", 221);
      assertThat(talk.isAtItsEnd()).isTrue();
    }
    Eventually.holds("the session is gone", () -> world.sessions() == 0);
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
  void others_do_not(String user, String password) throws IOException {
    try (var talk = FtpTalk.to(world.port())) {
      talk.say("USER " + user, 331);
      long before = System.nanoTime();
      talk.say("PASS " + password, 530);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(World.DELAYS.loginFailure());
      talk.say("PWD", 530);
      assertThat(world.counted("peyk_ftp_logins", "refused")).isOne();
    }
  }

  @Test
  void a_session_has_three_tries() throws IOException {
    try (var talk = FtpTalk.to(world.port())) {
      for (int i = 0; i < 2; i++) {
        talk.say("USER " + World.USER, 331);
        talk.say("PASS wrong", 530);
      }
      talk.say("USER " + World.USER, 331);
      talk.say("PASS wrong", 421);
      assertThat(talk.isAtItsEnd()).isTrue();
    }
  }

  @Test
  void a_password_needs_a_user_and_another_user_a_password() throws IOException {
    try (var talk = FtpTalk.to(world.port())) {
      talk.say("PASS " + World.PASSWORD, 530);
      talk.say("USER", 331);
      talk.say("PASS " + World.PASSWORD, 530);
      talk.say("USER " + World.USER, 331);
      talk.say("PASS " + World.PASSWORD, 230);
      talk.say("USER somebody", 331);
      talk.say("PWD", 530);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST", "RETR /90/1/2/app.001", "CWD /", "PASV", "PORT 127,0,0,1,9,9"})
  void nothing_is_done_before_login(String command) throws IOException {
    try (var talk = FtpTalk.to(world.port())) {
      talk.say(command, 530);
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
    world.release(1, World.bytes(10));
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.say(command, code);
      talk.say("NOOP", 200);
    }
  }

  @Test
  void an_empty_line_and_strange_bytes_are_survived() throws IOException {
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.send("\r\n\n\r");
      talk.socket().getOutputStream().write(new byte[] {(byte) 0xc3, (byte) 0x28, '\r', '\n'});
      talk.expect(502);
      talk.say("NOOP", 200);
    }
  }

  @Test
  void a_line_that_is_too_long_ends_the_session() throws IOException {
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.say("RETR " + "x".repeat(100_000), 500);
      assertThat(talk.isAtItsEnd()).isTrue();
    }
  }

  @Test
  void one_who_says_more_than_can_be_done_is_cut_off() throws IOException {
    try (var talk = FtpTalk.to(world.port())) {
      talk.send("USER x\r\nPASS x\r\n" + "NOOP\r\n".repeat(1000));
      assertThatThrownBy(
              () -> {
                while (!talk.isAtItsEnd()) {}
                throw new IOException("at its end");
              })
          .isInstanceOf(IOException.class);
    }
    Eventually.holds("the session is gone", () -> world.sessions() == 0);
  }

  @Test
  void one_who_does_not_read_the_answers_is_cut_off() throws IOException {
    try (var talk = FtpTalk.to(world.port())) {
      talk.socket().setReceiveBufferSize(1024);
      var noops = "SYST\r\n".repeat(16);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  talk.send(noops);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void there_is_room_for_so_many_and_no_more() throws IOException {
    restart(new FtpConfig.Limits(3, 2, Duration.ofMinutes(1), 0));
    try (var one = FtpTalk.to(world.port());
        var two = FtpTalk.to(world.port())) {
      try (var three = FtpTalk.to(InetAddress.getLoopbackAddress(), world.port())) {
        three.expect(421);
        assertThat(three.isAtItsEnd()).isTrue();
      }
      try (var elsewhere = FtpTalk.from("127.0.0.2", world.port());
          var fourth = FtpTalk.from("127.0.0.3", world.port())) {
        elsewhere.expect(220);
        fourth.expect(421);
        Eventually.holds("three are in", () -> world.sessions() == 3);
        one.say("QUIT", 221);
        assertThat(two.say("NOOP")).startsWith("200");
      }
    }
    Eventually.holds("all are gone", () -> world.sessions() == 0);
    FtpTalk.to(world.port()).close();
  }

  @Test
  void many_come_and_go() throws IOException {
    restart(new FtpConfig.Limits(50, 50, Duration.ofMinutes(1), 0));
    for (int round = 0; round < 5; round++) {
      var talks = new ArrayList<FtpTalk>();
      for (int i = 0; i < 50; i++) {
        talks.add(FtpTalk.loggedIn(world));
      }
      talks.forEach(FtpTalk::close);
      Eventually.holds("all are gone", () -> world.sessions() == 0);
    }
  }

  @Test
  void silence_ends_a_session() throws IOException {
    restart(new FtpConfig.Limits(10, 10, Duration.ofSeconds(1), 0));
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.expect(421);
      assertThat(talk.isAtItsEnd()).isTrue();
    }
  }

  @Test
  void a_port_that_is_taken_is_told() {
    var taken =
        new FtpConfig(
            "127.0.0.1",
            world.port(),
            World.CONFIG.account(),
            World.CONFIG.passivePorts(),
            World.CONFIG.externalAddress(),
            World.CONFIG.limits());
    assertThatThrownBy(() -> new World(taken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot listen on 127.0.0.1:" + world.port() + " for FTP");
  }

  @Test
  void after_closing_nobody_gets_in_and_all_threads_are_gone() throws IOException {
    int port = world.port();
    try (var talk = FtpTalk.loggedIn(world)) {
      assertThat(threads()).isNotEmpty();
      world.close();
      assertThat(talk.isAtItsEnd()).isTrue();
    }
    assertThatThrownBy(() -> FtpTalk.to(port)).isInstanceOf(IOException.class);
    Eventually.holds("the threads are gone", () -> threads().isEmpty());
    world = new World();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ftp") || thread.getName().startsWith("Nio"))
        .toList();
  }

  @Test
  void neither_user_nor_password_is_logged() throws IOException {
    world.release(1, World.bytes(10));
    try (var logs = new LogCapture()) {
      try (var talk = FtpTalk.to(world.port())) {
        talk.say("USER " + World.USER, 331);
        talk.say("PASS wrong-guess", 530);
        talk.say("USER " + World.USER, 331);
        talk.say("PASS " + World.PASSWORD, 230);
        talk.fetch("RETR /90/1/2/app.001");
        talk.say("QUIT", 221);
      }
      Eventually.holds("the session is gone", () -> world.sessions() == 0);
      assertThat(logs.lines())
          .noneMatch(line -> line.contains(World.USER))
          .noneMatch(line -> line.contains("s3cret"))
          .noneMatch(line -> line.contains("wrong-guess"))
          .noneMatch(line -> line.contains("PASS"));
      assertThat(logs.lines()).noneMatch(line -> line.startsWith("WARN"));
    }
  }

  private void restart(FtpConfig.Limits limits) {
    world.close();
    world = new World(World.with(limits));
  }
}
