package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.Pages;
import peyk.adapters.traccar.rest.Text;
import peyk.adapters.traccar.rest.TraccarClient;

/**
 * Finds a user by e-mail, or a device by unique id. Traccar offers only a search for parts of many
 * fields, so its results are compared here; where even that does not help, the index does.
 */
public final class KeyLookup {
  /** More results than this are not looked through. */
  private static final int MOST_RESULTS = 100;

  /** What is looked for. */
  public enum Kind {
    USERS("user", "/users", "excludeAttributes=true", "email", true),
    DEVICES("device", "/devices", "all=true", "uniqueId", false);

    private final String what;
    private final String path;
    private final String listing;
    private final String field;
    private final boolean ignoringCase;

    Kind(String what, String path, String listing, String field, boolean ignoringCase) {
      this.what = what;
      this.path = path;
      this.listing = listing;
      this.field = field;
      this.ignoringCase = ignoringCase;
    }

    /** The operation of listing them all. */
    String toList() {
      return "list all " + what + "s";
    }

    String listing() {
      return path + "?" + listing;
    }

    String keyOf(JsonNode row) {
      return LosslessJson.text(row, field);
    }

    boolean ignoresCase() {
      return ignoringCase;
    }

    boolean matches(JsonNode row, String text) {
      return ignoringCase ? keyOf(row).equalsIgnoreCase(text) : keyOf(row).equals(text);
    }
  }

  private final TraccarClient client;
  private final KeywordSupport keywords;
  private final Kind kind;
  private final KeyIndex index;

  public KeyLookup(TraccarClient client, Kind kind) {
    this.client = client;
    this.keywords = new KeywordSupport(client);
    this.kind = kind;
    this.index = new KeyIndex(new Pages(client), kind);
  }

  /** The row with that text; of several that differ in letter case the exact one. */
  public Optional<JsonNode> find(String text) {
    var keyword = Keyword.within(text);
    if (keyword.isEmpty() || !keywords.works()) {
      return findByIndex(text);
    }
    var results = search(keyword.get());
    var exact = results.stream().filter(row -> kind.keyOf(row).equals(text)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    if (areUnrelated(results, keyword.get())) {
      keywords.doesNotWork();
      return findByIndex(text);
    }
    return results.size() >= MOST_RESULTS
        ? findByIndex(text)
        : results.stream().filter(row -> kind.matches(row, text)).findFirst();
  }

  /** The row with that id. */
  public Optional<JsonNode> find(long id) {
    var call = ApiRequest.get("read " + kind.what, kind.path + "/" + id);
    var answer = client.send(call);
    if (answer.isNotFound()) {
      return Optional.empty();
    }
    if (!answer.isSuccess()) {
      throw TraccarClient.refused(call, answer.status());
    }
    return Optional.of(answer.json());
  }

  /** Notes what was created just now. */
  public void add(JsonNode row) {
    index.add(row);
  }

  private List<JsonNode> search(Keyword keyword) {
    var query = "&limit=" + MOST_RESULTS + "&keyword=" + Text.encoded(keyword.text());
    var results = new ArrayList<JsonNode>();
    client.list(
        ApiRequest.get("find " + kind.what, kind.listing() + query),
        row -> {
          results.add(row);
          return results.size() < MOST_RESULTS; // some know neither limit nor keyword
        });
    return results;
  }

  /** A few strangers may be due to a database that compares letters in its own way. */
  private static boolean areUnrelated(List<JsonNode> results, Keyword keyword) {
    return results.stream().filter(row -> !keyword.isIn(row)).count() * 2 > results.size();
  }

  private Optional<JsonNode> findByIndex(String text) {
    do {
      var found = index.find(text).stream().boxed().findFirst().flatMap(this::find);
      if (found.filter(row -> kind.matches(row, text)).isPresent()) {
        return found;
      }
    } while (index.refresh());
    return Optional.empty();
  }
}
