package peyk.adapters.ghasedak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The log events of a class while this is open. */
final class Logs implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  private Logs(Logger logger) {
    this.logger = logger;
    events.start();
    logger.addAppender(events);
  }

  static Logs of(Class<?> type) {
    return new Logs((Logger) LoggerFactory.getLogger(type));
  }

  List<String> errors() {
    return at(Level.ERROR).toList();
  }

  List<String> warnings() {
    return at(Level.WARN).toList();
  }

  String everything() {
    return events.list.stream()
        .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> at(Level level) {
    return events.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage);
  }

  @Override
  public void close() {
    logger.detachAppender(events);
  }
}
