package peyk.bootstrap.settings;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * How the service logs. It is read before all other settings.
 *
 * @param format text or json
 * @param level the lowest that is logged
 */
public record LogSettings(String format, String level) {
  private static final List<String> FORMATS = List.of("text", "json");
  private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

  /**
   * @throws InvalidSettingsException if the log settings are wrong; {@link Settings#read} reports
   *     other faults
   */
  public static LogSettings read(Optional<Path> file, Map<String, String> environment) {
    return SettingsReader.read(file, environment, LogSettings::of);
  }

  static LogSettings of(SettingsReader read) {
    return new LogSettings(read.choice("log.format", FORMATS), read.choice("log.level", LEVELS));
  }

  /** Logs nothing, because the console shows other output. */
  public static LogSettings silent() {
    return new LogSettings("text", "off");
  }

  /** Applies these settings from now on. Libraries may have logged before. */
  public void apply() {
    System.setProperty("log.format", format);
    System.setProperty("log.level", level);
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException("the log configuration of the distribution is broken", e);
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
