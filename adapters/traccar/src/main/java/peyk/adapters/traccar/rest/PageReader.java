package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads a list page by page. A server that ignores limit or offset sends everything, or the same
 * again: then the page is longer than the limit, or begins with the same row.
 */
final class PageReader {
  private static final Duration TIMEOUT_OF_A_PAGE = Duration.ofSeconds(60);

  private final Consumer<JsonNode> consumer;
  private long firstId = -1;
  private int rows;

  PageReader(Consumer<JsonNode> consumer) {
    this.consumer = consumer;
  }

  void read(TraccarClient client, String operation, String path) {
    int size = client.config().pageSize();
    long offset = 0;
    long previousFirstId;
    do {
      previousFirstId = firstId;
      rows = 0;
      var page = ApiRequest.get(operation, path + "&limit=" + size + "&offset=" + offset);
      client.readRows(page.withTimeout(TIMEOUT_OF_A_PAGE), this::accept);
      offset += size;
    } while (rows == size && firstId != previousFirstId);
  }

  private boolean accept(JsonNode row) {
    if (rows++ == 0) {
      firstId = LosslessJson.id(row);
    }
    consumer.accept(row);
    return true;
  }
}
