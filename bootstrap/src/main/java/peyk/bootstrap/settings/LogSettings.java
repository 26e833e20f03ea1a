package peyk.bootstrap.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * How the service logs. Read before all other settings, since it has to be known before anything is
 * logged.
 *
 * @param format text or json
 * @param level the lowest that is logged
 */
public record LogSettings(String format, String level) {
  private static final List<String> FORMATS = List.of("text", "json");
  private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

  /**
   * @throws InvalidSettingsException if the log settings are wrong; other faults wait for {@link
   *     Settings#read}
   */
  public static LogSettings read(Optional<Path> file, Map<String, String> environment) {
    var faults = new ArrayList<String>();
    var read = new SettingsReader(Layers.read(file, environment, new ArrayList<>()), faults);
    var settings =
        new LogSettings(read.choice("log.format", FORMATS), read.choice("log.level", LEVELS));
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
    return settings;
  }

  /** Has to be called before the first logger is made. */
  public void apply() {
    System.setProperty("log.format", format);
    System.setProperty("log.level", level);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
