package peyk.adapters.http.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.operator.Caller;

/** The log line of one request that changes something, e.g. {@code change=pause release=3}. */
final class ChangeLog {
  private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);

  private final Map<String, Object> facts = new LinkedHashMap<>();
  private Caller caller = Caller.LOCAL;

  void by(Caller known) {
    caller = known;
  }

  void add(String name, Object value) {
    facts.put(name, value);
  }

  /** Requests without a fact change nothing, or could not be read: they leave no line. */
  void write(String outcome) {
    if (!facts.isEmpty()) {
      facts.putIfAbsent("outcome", outcome);
      facts.put("by", caller.name());
      log.info(
          "admin {}",
          facts.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")));
    }
  }
}
