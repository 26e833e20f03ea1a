package peyk.adapters.postgres.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/**
 * The description of a backup, inside it.
 *
 * @param format of the file; a reader refuses those that it does not know
 * @param peyk the version that made it
 * @param schema the newest migration of its tables
 * @param postgres the server that it was read from, as {@code 18.6}
 * @param takenAt the server's time of the snapshot, in ISO 8601
 * @param tables in an order in which each comes after those that it refers to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
    int format,
    String peyk,
    int schema,
    String postgres,
    String takenAt,
    List<Table> tables,
    List<Sequence> sequences) {
  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * The rows of a table, as {@code COPY} writes them in its text format.
   *
   * @param sha256 of those bytes, in hexadecimal digits
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Table(String name, List<String> columns, long rows, String sha256) {}

  /**
   * @param called whether {@code last} was given out already
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Sequence(String name, long last, boolean called) {}

  public Manifest {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
  }

  /** Of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** Where a file has the rows of a table. */
  static String entry(String table) {
    return "tables/" + table;
  }

  byte[] toJson() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /** Of an unknown format, only the format and the program are read. */
  static Manifest read(byte[] json) throws IOException {
    var tree = JSON.readTree(json);
    int format = tree.path("format").asInt();
    return format == FORMAT
        ? JSON.treeToValue(tree, Manifest.class)
        : new Manifest(format, tree.path("peyk").asText(), 0, "", "", List.of(), List.of());
  }
}
