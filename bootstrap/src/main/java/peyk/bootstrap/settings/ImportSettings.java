package peyk.bootstrap.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an import on the command line.
 *
 * @param adminApi where the service would be, if it runs
 */
public record ImportSettings(URI adminApi, Optional<String> adminToken, DatabaseSettings database) {
  /**
   * @throws InvalidSettingsException if they are wrong; settings that an import does not need may
   *     be missing
   */
  public static ImportSettings read(Optional<Path> file, Map<String, String> environment) {
    var faults = new ArrayList<String>();
    var read = new SettingsReader(Layers.read(file, environment, faults), faults);
    var database = DatabaseSettings.read(read);
    var settings =
        new ImportSettings(
            adminApi(
                read.required("admin.host", "the address of the admin API"),
                read.integer("admin.port", 0, 65_535)),
            AdminTokenSettings.ownToken(read, database.dataDirectory()),
            database);
    InvalidSettingsException.throwIfAny(faults);
    return settings;
  }

  /**
   * @param host to listen on; the loopback address stands for all addresses
   */
  public static URI adminApi(String host, int port) {
    var nearest = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    var literal = nearest.contains(":") ? "[" + nearest + "]" : nearest;
    return URI.create("http://" + literal + ":" + port);
  }

  @Override
  public String toString() {
    return "ImportSettings[redacted]";
  }
}
