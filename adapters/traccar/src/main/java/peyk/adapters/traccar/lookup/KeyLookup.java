package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;

/**
 * Finds a user by e-mail, or a device by unique id. Traccar only searches for parts of many fields,
 * so its results are compared here. If the search does not help, the index does.
 */
public final class KeyLookup {
  /** If there are more results, the index is used instead. */
  private static final int MOST_RESULTS = 100;

  /** Where to look. */
  public enum Resource {
    USERS("user", "/users", "excludeAttributes=true", "email", true),
    DEVICES("device", "/devices", "all=true", "uniqueId", false);

    final String noun;
    final String listing;
    final boolean ignoresCase;
    private final String path;
    private final String keyField;

    Resource(String noun, String path, String listing, String keyField, boolean ignoresCase) {
      this.noun = noun;
      this.path = path;
      this.listing = path + "?" + listing;
      this.keyField = keyField;
      this.ignoresCase = ignoresCase;
    }

    String keyOf(JsonNode row) {
      return LosslessJson.text(row, keyField);
    }

    public boolean matches(JsonNode row, String key) {
      return ignoresCase ? keyOf(row).equalsIgnoreCase(key) : keyOf(row).equals(key);
    }
  }

  private final TraccarClient client;
  private final KeywordSupport keywords;
  private final Resource resource;
  private final KeyIndex index;

  public KeyLookup(TraccarClient client, Resource resource) {
    this(client, resource, KeyIndex.PAUSE);
  }

  KeyLookup(TraccarClient client, Resource resource, Duration indexPause) {
    this.client = client;
    this.keywords = new KeywordSupport(client);
    this.resource = resource;
    this.index = new KeyIndex(client, resource, indexPause);
  }

  /** Finds a row that Traccar is known to have, perhaps since a moment ago. */
  public Optional<JsonNode> findNew(String key) {
    index.outdate();
    return find(key);
  }

  /** The row with that key. Of several that differ in letter case only the exact one counts. */
  public Optional<JsonNode> find(String key) {
    var keyword = Keyword.within(key);
    if (keyword.isEmpty() || !keywords.works()) {
      return findByIndex(key);
    }
    var results = search(keyword.get());
    var found = only(results.stream(), key);
    if (found.isPresent()) {
      return found;
    }
    if (areUnrelated(results, keyword.get())) {
      keywords.doesNotWork();
      return findByIndex(key);
    }
    return results.size() >= MOST_RESULTS ? findByIndex(key) : Optional.empty();
  }

  private Optional<JsonNode> only(Stream<JsonNode> rows, String key) {
    var matching = rows.filter(row -> resource.matches(row, key)).toList();
    return matching.size() == 1
        ? Optional.of(matching.getFirst())
        : matching.stream().filter(row -> resource.keyOf(row).equals(key)).findFirst();
  }

  /**
   * The row with that id. A lost route of a proxy looks like a missing row, so it counts as missing
   * only after a list came and a second request found nothing either.
   */
  public Optional<JsonNode> find(long id) {
    return read(id).or(() -> confirmed(id));
  }

  private Optional<JsonNode> confirmed(long id) {
    client.readRows(
        ApiRequest.get("confirm what is gone", resource.path + "?limit=1&id=" + id), _ -> false);
    return read(id);
  }

  private Optional<JsonNode> read(long id) {
    var request = ApiRequest.get("read " + resource.noun, resource.path + "/" + id);
    return client.find(request).map(ApiResponse::json);
  }

  /** All rows, while their list arrives. */
  public void forEach(Consumer<JsonNode> consumer) {
    client.forEachRow("list all " + resource.noun + "s", resource.listing, consumer);
  }

  /** Makes a row known that was created just now. */
  public void add(JsonNode row) {
    index.add(row);
  }

  private List<JsonNode> search(Keyword keyword) {
    var encoded = URLEncoder.encode(keyword.text(), StandardCharsets.UTF_8);
    var query = "&limit=" + MOST_RESULTS + "&keyword=" + encoded;
    var results = new ArrayList<JsonNode>();
    client.readRows(
        ApiRequest.get("find " + resource.noun, resource.listing + query),
        row -> {
          results.add(row);
          return results.size() < MOST_RESULTS; // some servers ignore limit and keyword
        });
    return results;
  }

  /** A few unrelated results may come from a database that compares letters in its own way. */
  private static boolean areUnrelated(List<JsonNode> results, Keyword keyword) {
    return results.stream().filter(row -> !keyword.isIn(row)).count() * 2 > results.size();
  }

  private Optional<JsonNode> findByIndex(String key) {
    return readIndexed(key).or(() -> index.refresh() ? readIndexed(key) : Optional.empty());
  }

  private Optional<JsonNode> readIndexed(String key) {
    return only(index.find(key).stream().map(this::find).flatMap(Optional::stream), key);
  }
}
