package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;

class RowReaderTest {
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
    var rows = new RowReader(body("[{\"id\":1},{\"id\":2},x"), Deadline.in(Duration.ofMinutes(1)));
    rows.read(row -> row.path("id").asLong() < 2);
  }

  @Test
  void the_time_of_the_consumer_does_not_count() {
    var closed = new CountDownLatch(1);
    var body =
        new ByteArrayInputStream("[{\"id\":1}]".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.countDown();
          }
        };
    var closedEarly = new ArrayList<Boolean>();
    new RowReader(body, Deadline.in(Duration.ofSeconds(2)))
        .read(row -> closedEarly.add(isClosedWithin(closed, 2200)));
    assertThat(closedEarly).containsExactly(false);
  }

  private static boolean isClosedWithin(CountDownLatch closed, long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Long> read(String text) {
    var ids = new ArrayList<Long>();
    new RowReader(body(text), Deadline.in(Duration.ofMinutes(1)))
        .read(row -> ids.add(row.path("id").asLong()));
    return ids;
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
