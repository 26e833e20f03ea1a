package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadersTest {
  @Test
  void the_date_is_the_servers_clock() {
    assertThat(date("Sun, 22 Nov 2026 09:17:03 GMT"))
        .contains(Instant.parse("2026-11-22T09:17:03Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1970", "Sun, 22 Nov 2026"})
  void a_date_that_cannot_be_read_is_none(String date) {
    assertThat(date(date)).isEmpty();
  }

  private static Optional<Instant> date(String text) {
    return new ResponseHeaders("HTTP/1.1", List.of("Server: x", "date: " + text)).date();
  }
}
