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
import peyk.domain.Eventually;
import peyk.domain.GrowingTimeout;

class DownloadTest {
  private static final byte[] LINES =
      "one\ntwo\r\nthree\rfour\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LONG = FtpServerFixture.bytes(5 * 1024 * 1024);
  private static final String PATH = "/90/1/2/app.001";

  private FtpServerFixture server = new FtpServerFixture();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOOP", "TYPE A", "TYPE I"})
  void the_bytes_are_sent_as_they_are(String type) throws IOException {
    var release = server.release(1, LINES, LONG);
    try (var client = FtpClient.loggedIn(server)) {
      client.say(type, 200);
      assertThat(client.fetch("RETR " + PATH)).isEqualTo(LINES);
      assertThat(client.fetch("RETR /90/1/2/app.002")).isEqualTo(LONG);
      server.awaitDownloads(release, 2, 0);
      assertThat(server.counted("peyk_ftp_downloads", "completed")).isEqualTo(2);
      assertThat(server.bytesCounted()).isEqualTo(LINES.length + LONG.length);
      assertThat(server.openParts()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 1024 * 1024, 5 * 1024 * 1024 - 1, 5 * 1024 * 1024})
  void a_download_goes_on_where_it_stopped(int offset) throws IOException {
    var release = server.release(1, LONG);
    try (var client = FtpClient.loggedIn(server)) {
      try (var data = client.passive()) {
        client.say("REST " + offset, 350);
        client.say("RETR " + PATH, 150);
        assertThat(data.getInputStream().readAllBytes())
            .isEqualTo(Arrays.copyOfRange(LONG, offset, LONG.length));
        data.close();
        client.expect(226);
      }
      server.awaitDownloads(release, 1, 0);
      assertThat(client.fetch("RETR " + PATH)).isEqualTo(LONG);
    }
  }

  @Test
  void a_restart_before_type_and_size_is_not_forgotten() throws IOException {
    server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server)) {
      client.say("REST 4", 350);
      client.say("TYPE I", 200);
      client.say("SIZE " + PATH, 213);
      assertThat(client.fetch("RETR " + PATH))
          .isEqualTo(Arrays.copyOfRange(LINES, 4, LINES.length));
    }
  }

  @Test
  void a_restart_beyond_the_end_is_refused() throws IOException {
    var release = server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server);
        var data = client.passive()) {
      client.say("REST " + (LINES.length + 1), 350);
      client.say("RETR " + PATH, 554);
      assertThat(server.completed(release) + server.aborted(release)).isZero();
    }
  }

  @Test
  void pasv_names_the_address_that_the_client_called() throws IOException {
    server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server)) {
      assertThat(client.say("PASV", 227)).matches("227 .*\\(127,0,0,1,\\d+,\\d+\\)");
    }
  }

  @Test
  void active_connections_go_to_the_client() throws IOException {
    server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server);
        var waiting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      client.say("PORT " + FtpClient.words(waiting), 200);
      client.say("RETR " + PATH, 150);
      try (var data = waiting.accept()) {
        assertThat(data.getInputStream().readAllBytes()).isEqualTo(LINES);
      }
      client.expect(226);
      client.say("EPRT |1|127.0.0.1|" + waiting.getLocalPort() + "|", 200);
      client.say("NLST " + PATH, 150);
      try (var data = waiting.accept()) {
        assertThat(new String(data.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .isEqualTo("app.001\r\n");
      }
      client.expect(226);
    }
  }

  @Test
  void an_active_connection_that_nobody_takes_is_an_aborted_download() throws IOException {
    var release = server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server);
        var waiting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      waiting.close();
      client.say("PORT " + FtpClient.words(waiting), 200);
      client.say("RETR " + PATH, 150);
      client.expect(425);
      server.awaitDownloads(release, 0, 1);
    }
  }

  @Test
  void a_data_connection_serves_once() throws IOException {
    server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server)) {
      client.fetch("RETR " + PATH);
      client.say("RETR " + PATH, 503);
    }
  }

  @Test
  void a_client_that_hangs_up_in_the_middle_has_aborted() throws IOException {
    var release = server.release(1, LONG);
    try (var client = FtpClient.loggedIn(server)) {
      try (var data = client.passive()) {
        client.say("RETR " + PATH, 150);
        assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
      }
      client.expect(426);
      server.awaitDownloads(release, 0, 1);
      assertThat(server.counted("peyk_ftp_downloads", "aborted")).isOne();
      assertThat(client.fetch("RETR " + PATH)).isEqualTo(LONG);
    }
  }

  @Test
  void a_client_that_cuts_the_connection_over_a_short_part_has_aborted() throws IOException {
    var release = server.release(1, FtpServerFixture.bytes(20_000));
    try (var client = FtpClient.loggedIn(server)) {
      try (var data = client.passive()) {
        client.say("RETR " + PATH, 150);
        assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
        data.setSoLinger(true, 0);
      }
      client.expect(426);
      server.awaitDownloads(release, 0, 1);
    }
  }

  @Test
  void a_client_that_waits_for_the_reply_before_it_hangs_up_has_completed() throws IOException {
    var release = server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server);
        var data = client.passive()) {
      client.say("RETR " + PATH, 150);
      assertThat(data.getInputStream().readAllBytes()).isEqualTo(LINES);
      client.expect(226);
      server.awaitDownloads(release, 1, 0);
    }
  }

  @Test
  void a_session_that_ends_in_the_middle_has_aborted() throws IOException {
    var release = server.release(1, LONG);
    var client = FtpClient.loggedIn(server);
    try (var data = client.passive()) {
      client.say("RETR " + PATH, 150);
      client.close();
      server.awaitDownloads(release, 0, 1);
      Eventually.until("the session is gone", () -> server.sessions() == 0);
      assertThat(server.openParts()).isZero();
    }
  }

  @Test
  void abor_ends_a_download() throws IOException {
    var release = server.release(1, LONG);
    try (var client = FtpClient.loggedIn(server);
        var data = client.passive()) {
      client.say("RETR " + PATH, 150);
      assertThat(data.getInputStream().readNBytes(1000)).hasSize(1000);
      client.socket().getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xf4});
      client.socket().sendUrgentData(0xff);
      client.socket().getOutputStream().write(0xf2);
      client.say("ABOR", 426);
      client.expect(226);
      server.awaitDownloads(release, 0, 1);
      assertThat(client.fetch("RETR " + PATH)).isEqualTo(LONG);
    }
  }

  @Test
  void abor_ends_the_waiting_for_a_client_that_does_not_come() throws IOException {
    server.release(1, LINES);
    try (var client = FtpClient.loggedIn(server)) {
      client.say("PASV", 227);
      client.say("RETR " + PATH, 150);
      client.say("ABOR", 425);
      client.expect(226);
    }
  }

  @Test
  void a_database_that_dies_in_the_middle_cuts_the_connection() throws IOException {
    var release = server.release(1, LONG);
    server.breakPartsAfter(1024 * 1024);
    try (var client = FtpClient.loggedIn(server);
        var data = client.passive();
        var logs = new LogCapture()) {
      client.say("RETR " + PATH, 150);
      assertThatThrownBy(() -> data.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
      client.expect(451);
      server.awaitDownloads(release, 0, 1);
      assertThat(server.openParts()).isZero();
      assertThat(logs.linesWith("WARN"))
          .containsExactly("WARN ftp command failed command=RETR reason=the database died");
      client.say("NOOP", 200);
    }
  }

  @Test
  void a_download_that_cannot_be_recorded_is_still_sent() throws IOException {
    server.release(1, LINES);
    server.breakDownloads();
    try (var client = FtpClient.loggedIn(server);
        var logs = new LogCapture()) {
      assertThat(client.fetch("RETR " + PATH)).isEqualTo(LINES);
      client.say("NOOP", 200);
      assertThat(server.counted("peyk_ftp_downloads", "completed")).isOne();
      assertThat(logs.linesWith("WARN")).hasSize(1);
    }
  }

  @Test
  void a_client_that_stops_reading_is_given_up() throws Exception {
    GrowingTimeout.from(Duration.ofSeconds(1), this::assertSlowReadersAreGivenUpAfter);
  }

  private void assertSlowReadersAreGivenUpAfter(Duration idle) throws IOException {
    restart(new FtpConfig.Limits(10, 10, idle, 0));
    var release = server.release(1, FtpServerFixture.bytes(32 * 1024 * 1024));
    try (var client = FtpClient.loggedIn(server);
        var data = client.passive()) {
      client.say("RETR " + PATH, 150);
      client.expect(421);
      server.awaitDownloads(release, 0, 1);
      Eventually.until("the session is gone", () -> server.sessions() == 0);
      assertThat(server.openParts()).isZero();
    }
  }

  @Test
  void a_download_keeps_to_its_rate_and_is_not_idle() throws Exception {
    GrowingTimeout.from(Duration.ofSeconds(1), this::assertSlowDownloadsOutlast);
  }

  private void assertSlowDownloadsOutlast(Duration idle) throws IOException {
    int size = Math.toIntExact(30_000 * idle.toSeconds());
    restart(new FtpConfig.Limits(10, 10, idle, 20_000));
    server.release(1, FtpServerFixture.bytes(size));
    try (var client = FtpClient.loggedIn(server)) {
      long before = System.nanoTime();
      assertThat(client.fetch("RETR " + PATH)).hasSize(size);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(idle.multipliedBy(14).dividedBy(10));
    }
  }

  @Test
  void a_hundred_trackers_fetch_at_once() throws Exception {
    var release = server.release(1, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var downloads = new ArrayList<Future<Boolean>>();
      Callable<Boolean> download =
          () -> {
            try (var client = FtpClient.loggedIn(server)) {
              return Arrays.equals(client.fetch("RETR " + PATH), LONG);
            }
          };
      for (int i = 0; i < 100; i++) {
        downloads.add(threads.submit(download));
      }
      for (var one : downloads) {
        assertThat(one.get()).isTrue();
      }
    }
    server.awaitDownloads(release, 100, 0);
    assertThat(server.openParts()).isZero();
  }

  @Test
  void closing_ends_downloads_and_records_them_first() throws IOException {
    var release = server.release(1, LONG);
    var clients = new ArrayList<FtpClient>();
    for (int i = 0; i < 5; i++) {
      var client = FtpClient.loggedIn(server);
      client.passive();
      client.say("RETR " + PATH, 150);
      clients.add(client);
    }
    server.close();
    assertThat(server.aborted(release)).isEqualTo(5);
    assertThat(server.openParts()).isZero();
    clients.forEach(FtpClient::close);
  }

  private void restart(FtpConfig.Limits limits) {
    server.close();
    server = new FtpServerFixture(FtpServerFixture.with(limits));
  }
}
