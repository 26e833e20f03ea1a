package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.GatewayUnavailableException;

class RowReaderTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ServerSocket server = listen();
  private final Transport transport =
      new Transport(
          TraccarFixture.config(
              URI.create("http://127.0.0.1:" + server.getLocalPort()), "a-token"));

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    server.close();
  }

  @Test
  void a_list_is_read_row_by_row() {
    assertThat(read("[{\"id\":1},{\"id\":2},{\"id\":3}]")).containsExactly(1L, 2L, 3L);
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void a_list_that_breaks_off_is_no_list() {
    for (var body :
        List.of("[{\"id\":1},", "[{\"id\":1}", "{\"id\":1}", "", "<html>", "[{\"id\":1} x]")) {
      assertThatThrownBy(() -> read(body)).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  @Test
  void a_consumer_may_stop_the_reading() {
    answer("[{\"id\":1},{\"id\":2},x", new CountDownLatch(0), "");
    read(Deadline.in(LONG), row -> row.path("id").asLong() < 2);
  }

  @Test
  void the_time_of_the_consumer_does_not_count() {
    var consumed = new CountDownLatch(1);
    answer("[{\"id\":1},", consumed, "{\"id\":2}]");
    var deadline = Deadline.in(Duration.ofSeconds(1));
    var ids = new ArrayList<Long>();
    read(
        deadline,
        row -> {
          for (var left = deadline.nanosLeft(); left > 0; left = deadline.nanosLeft()) {
            LockSupport.parkNanos(left);
          }
          consumed.countDown();
          return ids.add(row.path("id").asLong());
        });
    assertThat(ids).containsExactly(1L, 2L);
  }

  @Test
  void a_list_that_comes_too_late_is_an_outage() {
    answer("[{\"id\":1},", new CountDownLatch(1), "");
    assertThatThrownBy(() -> read(Deadline.in(Duration.ofMillis(300)), row -> true))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  private List<Long> read(String text) {
    answer(text, new CountDownLatch(0), "");
    var ids = new ArrayList<Long>();
    read(Deadline.in(LONG), row -> ids.add(row.path("id").asLong()));
    return ids;
  }

  private void read(Deadline deadline, Predicate<JsonNode> consumer) {
    var response =
        transport.exchange(
            ApiRequest.get("list", "/rows"),
            Optional::of,
            Optional.<ResponseBody>empty(),
            deadline);
    new RowReader(response.body().orElseThrow(), deadline).read(consumer);
  }

  /** Answers one request with a list, the rest of it later. The connection ends the list. */
  private void answer(String first, CountDownLatch between, String rest) {
    Thread.startVirtualThread(() -> {
      try (var socket = server.accept()) {
        var head = "HTTP/1.1 200 OK\r\n\r\n" + first;
        socket.getInputStream().read(new byte[1000]);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        between.await();
        socket.getOutputStream().write(rest.getBytes(StandardCharsets.UTF_8));
      } catch (IOException | InterruptedException e) {
        // the reader has gone
      }
    });
  }
}
