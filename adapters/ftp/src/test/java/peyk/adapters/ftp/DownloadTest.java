package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
  private static final byte[] LINES =
      "one\ntwo\r\nthree\rfour\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LONG = World.bytes(5 * 1024 * 1024);
  private static final String PATH = "/90/1/2/app.001";

  private World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOOP", "TYPE A", "TYPE I"})
  void the_bytes_are_sent_as_they_are(String type) throws IOException {
    var release = world.release(1, LINES, LONG);
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.say(type, 200);
      assertThat(talk.fetch("RETR " + PATH)).isEqualTo(LINES);
      assertThat(talk.fetch("RETR /90/1/2/app.002")).isEqualTo(LONG);
      world.awaitDownloads(release, 2, 0);
      assertThat(world.counted("peyk_ftp_downloads", "completed")).isEqualTo(2);
      assertThat(world.bytesCounted()).isEqualTo(LINES.length + LONG.length);
      assertThat(world.openParts()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 1024 * 1024, 5 * 1024 * 1024 - 1, 5 * 1024 * 1024})
  void a_download_goes_on_where_it_stopped(int offset) throws IOException {
    var release = world.release(1, LONG);
    try (var talk = FtpTalk.loggedIn(world)) {
      try (var data = talk.passive()) {
        talk.say("REST " + offset, 350);
        talk.say("RETR " + PATH, 150);
        assertThat(data.getInputStream().readAllBytes())
            .isEqualTo(Arrays.copyOfRange(LONG, offset, LONG.length));
        data.close();
        talk.expect(226);
      }
      world.awaitDownloads(release, 1, 0);
      assertThat(talk.fetch("RETR " + PATH)).isEqualTo(LONG);
    }
  }

  @Test
  void a_restart_that_is_said_a_little_early_is_not_forgotten() throws IOException {
    world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.say("REST 4", 350);
      talk.say("TYPE I", 200);
      talk.say("SIZE " + PATH, 213);
      assertThat(talk.fetch("RETR " + PATH)).isEqualTo(Arrays.copyOfRange(LINES, 4, LINES.length));
    }
  }

  @Test
  void a_restart_beyond_the_end_is_refused() throws IOException {
    var release = world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world);
        var data = talk.passive()) {
      talk.say("REST " + (LINES.length + 1), 350);
      talk.say("RETR " + PATH, 554);
      assertThat(world.completed(release) + world.aborted(release)).isZero();
    }
  }

  @Test
  void pasv_tells_the_address_that_was_called() throws IOException {
    world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world)) {
      assertThat(talk.say("PASV", 227)).matches("227 .*\\(127,0,0,1,\\d+,\\d+\\)");
    }
  }

  @Test
  void active_connections_go_to_the_client() throws IOException {
    world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world);
        var waiting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      talk.say("PORT " + FtpTalk.words(waiting), 200);
      talk.say("RETR " + PATH, 150);
      try (var data = waiting.accept()) {
        assertThat(data.getInputStream().readAllBytes()).isEqualTo(LINES);
      }
      talk.expect(226);
      talk.say("EPRT |1|127.0.0.1|" + waiting.getLocalPort() + "|", 200);
      talk.say("NLST " + PATH, 150);
      try (var data = waiting.accept()) {
        assertThat(new String(data.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .isEqualTo("app.001\r\n");
      }
      talk.expect(226);
    }
  }

  @Test
  void an_active_connection_that_nobody_takes_is_an_aborted_download() throws IOException {
    var release = world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world);
        var waiting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      waiting.close();
      talk.say("PORT " + FtpTalk.words(waiting), 200);
      talk.say("RETR " + PATH, 150);
      talk.expect(425);
      world.awaitDownloads(release, 0, 1);
    }
  }

  @Test
  void a_data_connection_serves_once() throws IOException {
    world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.fetch("RETR " + PATH);
      talk.say("RETR " + PATH, 503);
    }
  }

  @Test
  void a_client_that_hangs_up_in_the_middle_has_aborted() throws IOException {
    var release = world.release(1, LONG);
    try (var talk = FtpTalk.loggedIn(world)) {
      try (var data = talk.passive()) {
        talk.say("RETR " + PATH, 150);
        assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
      }
      talk.expect(426);
      world.awaitDownloads(release, 0, 1);
      assertThat(world.counted("peyk_ftp_downloads", "aborted")).isOne();
      assertThat(talk.fetch("RETR " + PATH)).isEqualTo(LONG);
    }
  }

  @Test
  void a_client_that_cuts_the_connection_over_a_short_part_has_aborted() throws IOException {
    var release = world.release(1, World.bytes(20_000));
    try (var talk = FtpTalk.loggedIn(world)) {
      try (var data = talk.passive()) {
        talk.say("RETR " + PATH, 150);
        assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
        data.setSoLinger(true, 0);
      }
      talk.expect(426);
      world.awaitDownloads(release, 0, 1);
    }
  }

  @Test
  void a_client_that_waits_for_the_reply_before_it_hangs_up_has_completed() throws IOException {
    var release = world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world);
        var data = talk.passive()) {
      talk.say("RETR " + PATH, 150);
      assertThat(data.getInputStream().readAllBytes()).isEqualTo(LINES);
      talk.expect(226);
      world.awaitDownloads(release, 1, 0);
    }
  }

  @Test
  void a_session_that_ends_in_the_middle_has_aborted() throws IOException {
    var release = world.release(1, LONG);
    var talk = FtpTalk.loggedIn(world);
    try (var data = talk.passive()) {
      talk.say("RETR " + PATH, 150);
      talk.close();
      world.awaitDownloads(release, 0, 1);
      Eventually.holds("the session is gone", () -> world.sessions() == 0);
      assertThat(world.openParts()).isZero();
    }
  }

  @Test
  void abor_ends_a_download() throws IOException {
    var release = world.release(1, LONG);
    try (var talk = FtpTalk.loggedIn(world);
        var data = talk.passive()) {
      talk.say("RETR " + PATH, 150);
      assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
      talk.socket().getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xf4});
      talk.socket().sendUrgentData(0xff);
      talk.socket().getOutputStream().write(0xf2);
      talk.say("ABOR", 426);
      talk.expect(226);
      world.awaitDownloads(release, 0, 1);
      assertThat(talk.fetch("RETR " + PATH)).isEqualTo(LONG);
    }
  }

  @Test
  void abor_ends_the_waiting_for_a_client_that_does_not_come() throws IOException {
    world.release(1, LINES);
    try (var talk = FtpTalk.loggedIn(world)) {
      talk.say("PASV", 227);
      talk.say("RETR " + PATH, 150);
      talk.say("ABOR", 425);
      talk.expect(226);
    }
  }

  @Test
  void a_database_that_dies_in_the_middle_cuts_the_connection() throws IOException {
    var release = world.release(1, LONG);
    world.breakPartsAfter(1024 * 1024);
    try (var talk = FtpTalk.loggedIn(world);
        var data = talk.passive();
        var logs = new LogCapture()) {
      talk.say("RETR " + PATH, 150);
      assertThatThrownBy(() -> data.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
      talk.expect(451);
      world.awaitDownloads(release, 0, 1);
      assertThat(world.openParts()).isZero();
      assertThat(logs.linesWith("WARN"))
          .containsExactly("WARN ftp command failed command=RETR reason=the database died");
      talk.say("NOOP", 200);
    }
  }

  @Test
  void a_download_that_cannot_be_counted_has_still_been_sent() throws IOException {
    world.release(1, LINES);
    world.breakDownloads();
    try (var talk = FtpTalk.loggedIn(world);
        var logs = new LogCapture()) {
      assertThat(talk.fetch("RETR " + PATH)).isEqualTo(LINES);
      talk.say("NOOP", 200);
      assertThat(world.counted("peyk_ftp_downloads", "completed")).isOne();
      assertThat(logs.linesWith("WARN")).hasSize(1);
    }
  }

  @Test
  void a_client_that_stops_reading_is_given_up() throws IOException {
    restart(new FtpConfig.Limits(10, 10, Duration.ofSeconds(1), 0));
    var release = world.release(1, World.bytes(32 * 1024 * 1024));
    try (var talk = FtpTalk.loggedIn(world);
        var data = talk.passive()) {
      talk.say("RETR " + PATH, 150);
      talk.expect(421);
      world.awaitDownloads(release, 0, 1);
      Eventually.holds("the session is gone", () -> world.sessions() == 0);
      assertThat(world.openParts()).isZero();
    }
  }

  @Test
  void a_download_keeps_its_pace_and_is_not_idle() throws IOException {
    restart(new FtpConfig.Limits(10, 10, Duration.ofSeconds(1), 20_000));
    world.release(1, World.bytes(40_000));
    try (var talk = FtpTalk.loggedIn(world)) {
      long before = System.nanoTime();
      assertThat(talk.fetch("RETR " + PATH)).hasSize(40_000);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(1900));
    }
  }

  @Test
  void a_hundred_trackers_fetch_at_once() throws Exception {
    var release = world.release(1, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var downloads = new ArrayList<Future<Boolean>>();
      Callable<Boolean> download =
          () -> {
            try (var talk = FtpTalk.loggedIn(world)) {
              return Arrays.equals(talk.fetch("RETR " + PATH), LONG);
            }
          };
      for (int i = 0; i < 100; i++) {
        downloads.add(threads.submit(download));
      }
      for (var one : downloads) {
        assertThat(one.get()).isTrue();
      }
    }
    world.awaitDownloads(release, 100, 0);
    assertThat(world.openParts()).isZero();
  }

  @Test
  void closing_ends_downloads_and_counts_them_first() throws IOException {
    var release = world.release(1, LONG);
    var talks = new ArrayList<FtpTalk>();
    for (int i = 0; i < 5; i++) {
      var talk = FtpTalk.loggedIn(world);
      talk.passive();
      talk.say("RETR " + PATH, 150);
      talks.add(talk);
    }
    world.close();
    assertThat(world.aborted(release)).isEqualTo(5);
    assertThat(world.openParts()).isZero();
    talks.forEach(FtpTalk::close);
  }

  private void restart(FtpConfig.Limits limits) {
    world.close();
    world = new World(World.with(limits));
  }
}
