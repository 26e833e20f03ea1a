package peyk.adapters.http.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Imei;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.AuditTrail.AskedChange;
import peyk.domain.operator.Caller;
import peyk.domain.otp.PhoneNumber;

/**
 * What is known of one request that changes something: it becomes a line of the log, such as {@code
 * change=pause release=3}, and an entry of the audit trail.
 */
public final class ChangeLog {
  private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);
  private static final String OUTCOME = "outcome";

  private final Optional<AuditTrail> audit;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private String caller = Caller.LOCAL.name();
  private OptionalLong entry = OptionalLong.empty();

  ChangeLog(AuditTrail audit) {
    this.audit = Optional.of(audit);
  }

  /** Of a change by the console, which leaves a line of the log only. */
  public ChangeLog() {
    this.audit = Optional.empty();
  }

  /** Says who makes the change, without an entry of the trail. */
  public void by(Caller known) {
    caller = known.name();
  }

  /** Stores that the change is asked for, before it is made. */
  void begin(AskedChange change) {
    by(change.caller());
    audit.ifPresent(trail -> entry = OptionalLong.of(trail.begin(change)));
  }

  public void add(String name, Object value) {
    facts.put(name, value);
  }

  /** Before the answer goes out. */
  void end(String outcome) {
    if (entry.isPresent()) {
      facts.putIfAbsent(OUTCOME, outcome);
      complete(entry.getAsLong());
      // Requests without a fact change nothing, or could not be read: they leave no line.
      if (facts.size() > 1) {
        log();
      }
    }
  }

  private void complete(long begun) {
    try {
      audit.orElseThrow().end(begun, what(), facts.get(OUTCOME).toString());
    } catch (StorageUnavailableException e) {
      log.warn("audit entry not completed id={} reason={}", begun, e.getMessage());
    }
  }

  /** Requests without a fact change nothing, or could not be read: they leave no line. */
  public void write(String outcome) {
    if (!facts.isEmpty()) {
      facts.putIfAbsent(OUTCOME, outcome);
      log();
    }
  }

  private void log() {
    facts.put("by", caller);
    log.info("admin {}", text(facts));
  }

  /** As in the log, but with IMEIs and phones in full. */
  private String what() {
    var all = new LinkedHashMap<>(facts);
    all.remove(OUTCOME);
    all.replaceAll((name, value) -> whole(value));
    return text(all);
  }

  private static Object whole(Object value) {
    return switch (value) {
      case Imei imei -> imei.digits();
      case PhoneNumber phone -> phone.e164();
      default -> value;
    };
  }

  private static String text(Map<String, Object> facts) {
    return facts.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
