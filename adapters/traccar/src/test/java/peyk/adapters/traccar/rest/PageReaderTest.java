package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.StubServer;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.GatewayUnavailableException;

class PageReaderTest {
  @Test
  void a_list_is_read_page_by_page() {
    try (var server =
        StubServer.doing(exchange -> {
          var query = exchange.getRequestURI().getQuery();
          var offset = Long.parseLong(query.substring(query.indexOf("offset=") + 7));
          StubServer.send(exchange, 200, rows(offset + 1, Math.min(offset + 3, 8)));
        })) {
      assertThat(read(server)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void a_server_that_knows_no_pages_tells_all_at_once() {
    try (var server = StubServer.answering(200, rows(1, 8))) {
      assertThat(read(server)).hasSize(8);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_server_that_knows_no_pages_and_has_just_one_is_not_asked_for_ever() {
    try (var server = StubServer.answering(200, rows(1, 3))) {
      assertThat(new HashSet<>(read(server))).hasSize(3);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void a_list_that_breaks_off_is_no_list() {
    for (var body : List.of("[{\"id\":1},", "{\"id\":1}", "", "<html>", "[1]", "[{\"id\":1} x]")) {
      try (var server = StubServer.answering(200, body)) {
        assertThatThrownBy(() -> read(server)).isInstanceOf(GatewayUnavailableException.class);
      }
    }
  }

  private static List<Long> read(StubServer server) {
    var config = TestConfigs.pageSize(TraccarFixture.config(server.uri(), "token"), 3);
    try (var client = TraccarFixture.client(config, Instant::now)) {
      var ids = new ArrayList<Long>();
      client.forEachRow("list", "/x?a=b", row -> ids.add(row.path("id").asLong()));
      return ids;
    }
  }

  private static String rows(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(id -> "{\"id\":" + id + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
