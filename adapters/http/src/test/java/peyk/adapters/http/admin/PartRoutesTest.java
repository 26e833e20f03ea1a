package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.RELEASES;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.server.ServerLimits;
import peyk.domain.GrowingTimeout;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseId;

@Timeout(240)
class PartRoutesTest {
  private static final int RECEIVED = ServerLimits.DEFAULT.receivedBytes();
  private static final String CONTENT = "what a modem runs";
  private static final String HASH = hash(CONTENT);

  private AdminWorld world;
  private String release;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
    release = RELEASES + "/" + world.draft(120);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static String hash(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String stored(String name) throws IOException {
    try (var part = world.firmware.parts().open(new ReleaseId(1), name, 0).orElseThrow()) {
      return new String(part.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String parts(AdminWorld world) {
    return world.get(RELEASES + "/1").at("parts").toString();
  }

  @Test
  void a_part_is_stored_as_it_comes() throws IOException {
    var reply = world.put(release + "/parts/app.001", CONTENT);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo("{\"name\":\"app.001\",\"size\":17,\"sha256\":\"" + HASH + "\"}");
    assertThat(stored("app.001")).isEqualTo(CONTENT);
    assertThat(parts(world)).isEqualTo("[" + reply.body() + "]");
  }

  @Test
  void a_part_replaces_one_of_the_same_name() throws IOException {
    world.put(release + "/parts/app.002", "b");
    world.put(release + "/parts/app.001", "a");

    world.put(release + "/parts/app.002", "c");

    assertThat(stored("app.002")).isEqualTo("c");
    assertThat(world.get(release).at("parts").valueStream())
        .extracting(part -> part.path("name").asText())
        .containsExactly("app.001", "app.002");
  }

  @Test
  void with_all_its_parts_a_release_is_offered() {
    world.put(release + "/parts/app.001", "a");
    world.put(release + "/parts/app.002", "b");

    assertThat(world.post(release + "/activate").status()).isEqualTo(200);
    var late = world.put(release + "/parts/app.003", "c");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("release_not_draft");
    assertThat(world.delete(release + "/parts/app.001").code()).isEqualTo("release_not_draft");
  }

  @Test
  void a_release_with_a_link_has_no_parts() {
    var linked = RELEASES + "/" + world.linked(121);

    assertThat(world.put(linked + "/parts/app.001", "a").code()).isEqualTo("release_not_draft");
    assertThat(world.get(linked).json().has("parts")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_right_hash_is_accepted_in_any_case(boolean upper) {
    var hash = upper ? HASH.toUpperCase(Locale.ROOT) : HASH;

    assertThat(world.put(release + "/parts/app.001?sha256=" + hash, CONTENT).status())
        .isEqualTo(200);
  }

  @Test
  void a_wrong_hash_is_told_and_nothing_is_stored() {
    world.put(release + "/parts/app.001", "before");
    var before = parts(world);

    var reply = world.put(release + "/parts/app.001?sha256=" + hash("else"), CONTENT);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.code()).isEqualTo("wrong_hash");
    assertThat(reply.at("sha256").asText()).isEqualTo(HASH);
    assertThat(reply.at("detail").asText()).contains(HASH);
    assertThat(parts(world)).isEqualTo(before);
  }

  @Test
  void a_part_is_removed() {
    world.put(release + "/parts/app.001", CONTENT);

    var reply = world.delete(release + "/parts/app.001");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(parts(world)).isEqualTo("[]");
    var again = world.delete(release + "/parts/app.001");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.code()).isEqualTo("part_unknown");
  }

  @Test
  void a_part_has_a_greatest_length() {
    var longest = "x".repeat(AdminWorld.LONGEST_PART);

    assertThat(world.put(release + "/parts/app.001", longest).status()).isEqualTo(200);
    var longer = world.put(release + "/parts/app.002", longest + "x");
    assertThat(longer.status()).isEqualTo(413);
    assertThat(longer.code()).isEqualTo("part_too_long");
    assertThat(longer.at("detail").asText()).contains(Integer.toString(AdminWorld.LONGEST_PART));
    var chunked =
        world.send("PUT", release + "/parts/app.002", generated(AdminWorld.LONGEST_PART + 1));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.code()).isEqualTo("part_too_long");
    assertThat(world.get(release).at("parts")).hasSize(1);
  }

  @Test
  void a_part_may_be_empty() {
    var reply = world.put(release + "/parts/app.001", "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("size").asInt()).isZero();
  }

  /** As curl does it with {@code -T}. */
  @ParameterizedTest
  @CsvSource({
    "Content-Length: 3, abc",
    "Transfer-Encoding: chunked, 3\\r\\nabc\\r\\n0\\r\\n\\r\\n",
  })
  void who_asks_first_is_told_to_send(String header, String body) throws IOException {
    try (var socket =
        world.connect(
            "PUT "
                + release
                + "/parts/app.001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Expect: 100-continue\r\n"
                + header
                + "\r\n\r\n")) {
      var told = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(
              new String(socket.getInputStream().readNBytes(told.length()), StandardCharsets.UTF_8))
          .isEqualTo(told);

      socket.getOutputStream().write(body.translateEscapes().getBytes(StandardCharsets.UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"size\":3,");
    }
    assertThat(stored("app.001")).isEqualTo("abc");
  }

  @Test
  void who_asks_first_need_not_send_what_is_too_long() {
    var raw =
        world.sendRaw(
            "PUT "
                + release
                + "/parts/app.001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n");

    assertThat(raw).startsWith("HTTP/1.1 413 ").contains("part_too_long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\nnot all of it",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
        "Transfer-Encoding: chunked\r\n\r\n100\r\nabcde",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n",
      })
  void a_part_that_is_cut_short_changes_nothing(String cut) throws IOException {
    world.put(release + "/parts/app.001", "before");
    var before = parts(world);

    try (var socket =
        world.connect("PUT " + release + "/parts/app.001 HTTP/1.1\r\nHost: localhost\r\n" + cut)) {
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json");
    }

    assertThat(parts(world)).isEqualTo(before);
    assertThat(stored("app.001")).isEqualTo("before");
  }

  @Test
  void a_client_that_hangs_up_changes_nothing() throws Exception {
    var over = new CountDownLatch(1);
    try (var watched = with(parts -> new Watched(parts, new CountDownLatch(1), over))) {
      watched.draft(120);
      var socket =
          watched.connect(
              "PUT "
                  + RELEASES
                  + "/1/parts/app.001 HTTP/1.1\r\nHost: localhost\r\n"
                  + "Content-Length: 1000000\r\n\r\nnot all");
      socket.setSoLinger(true, 0);
      socket.close();

      over.await();
      assertThat(parts(watched)).isEqualTo("[]");
    }
  }

  @Test
  void twenty_megabytes_are_passed_on_as_they_come() throws InterruptedException {
    var megabytes = 20 * 1024 * 1024;
    var begun = new CountDownLatch(1);
    try (var watched = with(parts -> new Watched(parts, begun, new CountDownLatch(1)))) {
      watched.draft(120);

      var reply =
          watched.send(
              "PUT",
              RELEASES + "/1/parts/app.001",
              BodyPublishers.ofInputStream(() -> new Generated(megabytes, begun)));

      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.at("size").asInt()).isEqualTo(megabytes);
    }
  }

  @Test
  void a_long_part_may_take_longer_than_other_requests() throws Exception {
    GrowingTimeout.from(Duration.ofMillis(600), PartRoutesTest::assertLongPartsMayTakeLongerThan);
  }

  private static void assertLongPartsMayTakeLongerThan(Duration requestTimeout) throws IOException {
    var third = requestTimeout.dividedBy(3);
    var limits =
        new ServerLimits(1024, 10, 10, RECEIVED, requestTimeout, third, Duration.ofSeconds(1));
    var piece = "x".repeat(4096).getBytes(StandardCharsets.US_ASCII);
    try (var impatient =
        new AdminWorld(
            AdminWorld.local(AdminWorld.LONGEST_PART), limits, UnaryOperator.identity())) {
      impatient.draft(120);
      try (var socket =
          impatient.connect(
              "PUT "
                  + RELEASES
                  + "/1/parts/app.001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Content-Length: "
                  + 5 * piece.length
                  + "\r\n\r\n")) {
        for (int i = 0; i < 5; i++) {
          try (var silent = impatient.connect("")) {
            // its end tells that a third of the time is over
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
          }
          socket.getOutputStream().write(piece);
        }
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200 ")
            .contains("\"size\":20480");
      }
    }
  }

  @Test
  void a_part_that_stays_half_sent_ends_the_connection() throws IOException {
    var limits =
        new ServerLimits(
            1024,
            10,
            10,
            RECEIVED,
            Duration.ofMillis(300),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));
    try (var impatient =
        new AdminWorld(
            AdminWorld.local(AdminWorld.LONGEST_PART), limits, UnaryOperator.identity())) {
      impatient.draft(120);

      impatient.sendRaw(
          "PUT "
              + RELEASES
              + "/1/parts/app.001 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");

      assertThat(parts(impatient)).isEqualTo("[]");
    }
  }

  private static AdminWorld with(UnaryOperator<PartRepository> parts) {
    return new AdminWorld(AdminWorld.local(32 * 1024 * 1024), ServerLimits.DEFAULT, parts);
  }

  private static BodyPublisher generated(int length) {
    return BodyPublishers.ofInputStream(() -> new Generated(length, new CountDownLatch(0)));
  }

  /** So many bytes, which are nowhere in memory; the second half waits for the first to arrive. */
  private static final class Generated extends InputStream {
    private final int length;
    private final CountDownLatch arrived;
    private int given;

    Generated(int length, CountDownLatch arrived) {
      this.length = length;
      this.arrived = arrived;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) {
      if (given == length) {
        return -1;
      }
      if (given > length / 2) {
        try {
          arrived.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      var count = Math.min(wanted, length - given);
      Arrays.fill(bytes, offset, offset + count, (byte) 'x');
      given += count;
      return count;
    }
  }

  /** Keeps nothing, but knows when the first bytes are here, and when the last are. */
  private record Watched(PartRepository parts, CountDownLatch begun, CountDownLatch over)
      implements PartRepository {
    @Override
    public Upload store(
        ReleaseId release, String name, InputStream content, long atMost, Optional<String> sha256)
        throws IOException {
      try {
        long size = 0;
        var buffer = new byte[8192];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
          size += count;
          begun.countDown();
        }
        return new Upload.Stored(new Part(name, size, HASH));
      } finally {
        over.countDown();
      }
    }

    @Override
    public boolean delete(ReleaseId release, String name) {
      return parts.delete(release, name);
    }

    @Override
    public Optional<InputStream> open(ReleaseId release, String name, long from) {
      return parts.open(release, name, from);
    }
  }
}
