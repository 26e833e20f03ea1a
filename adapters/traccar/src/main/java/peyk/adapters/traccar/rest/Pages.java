package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads a long list of Traccar's page by page. */
public final class Pages {
  private static final Duration TIME_FOR_A_PAGE = Duration.ofSeconds(60);

  private final TraccarClient client;

  public Pages(TraccarClient client) {
    this.client = client;
  }

  /**
   * Hands over each row; one that moves to another page meanwhile may come twice or be missed.
   *
   * @param path with a query
   */
  public void forEach(String operation, String path, Consumer<JsonNode> row) {
    int size = client.config().pageSize();
    long offset = 0;
    var page = new Page(row);
    do {
      page.turn();
      var call = ApiRequest.get(operation, path + "&limit=" + size + "&offset=" + offset);
      client.list(call.within(TIME_FOR_A_PAGE), page);
      offset += size;
    } while (page.mayHaveNext(size));
  }

  /** Notices a server that ignores offset or limit, and so tells all, or the same, each time. */
  private static final class Page implements Predicate<JsonNode> {
    private final Consumer<JsonNode> row;
    private long firstId = -1;
    private long previousFirstId = -1;
    private int rows;

    Page(Consumer<JsonNode> row) {
      this.row = row;
    }

    void turn() {
      previousFirstId = firstId;
      rows = 0;
    }

    @Override
    public boolean test(JsonNode node) {
      if (rows == 0) {
        firstId = LosslessJson.id(node);
      }
      rows++;
      row.accept(node);
      return true;
    }

    boolean mayHaveNext(int size) {
      return rows == size && firstId != previousFirstId;
    }
  }
}
