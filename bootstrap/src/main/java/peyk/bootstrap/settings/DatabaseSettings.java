package peyk.bootstrap.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which Postgres to use.
 *
 * @param url a JDBC URL; empty for an embedded one
 * @param dataDirectory where an embedded one keeps its data
 */
public record DatabaseSettings(
    Optional<String> url, String user, String password, int poolSize, Path dataDirectory) {
  static DatabaseSettings read(SettingsReader read) {
    var url = read.text("database.url");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      read.fault(
          "database.url",
          "must begin with jdbc:postgresql: (or be left out for an embedded Postgres)");
    }
    return new DatabaseSettings(
        Optional.of(url).filter(text -> !text.isEmpty()),
        read.text("database.user"),
        read.text("database.password"),
        read.integer("database.pool-size", 2, 1000),
        Path.of(read.required("data.directory", "where an embedded Postgres keeps its data")));
  }

  @Override
  public String toString() {
    return "DatabaseSettings[redacted]";
  }
}
