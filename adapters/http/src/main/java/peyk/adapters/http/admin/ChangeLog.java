package peyk.adapters.http.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.Imei;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.AuditTrail.AskedChange;
import peyk.domain.otp.PhoneNumber;

/**
 * The facts of one request that changes something. They become a line of the log, such as {@code
 * change=pause release=3}, and an entry of the audit trail.
 */
public final class ChangeLog {
  private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);
  private static final String OUTCOME = "outcome";

  private final AuditTrail audit;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private Optional<Begun> begun = Optional.empty();

  private record Begun(long entry, String caller) {}

  public ChangeLog(AuditTrail audit) {
    this.audit = audit;
  }

  /** Stores that the change is asked for, before it is made. */
  public void begin(AskedChange change) {
    begun = Optional.of(new Begun(audit.begin(change), change.caller().name()));
  }

  public void add(String name, Object value) {
    facts.put(name, value);
  }

  /** Before the answer goes out. */
  public void end(String outcome) {
    facts.putIfAbsent(OUTCOME, outcome);
    begun.ifPresent(change -> end(change));
  }

  private void end(Begun change) {
    try {
      audit.end(change.entry(), what(), String.valueOf(facts.get(OUTCOME)));
    } catch (StorageUnavailableException e) {
      log.warn("audit entry not completed id={} reason={}", change.entry(), e.getMessage());
    }
    // Requests without a fact change nothing, or could not be read: they leave no line.
    if (facts.size() > 1) {
      facts.put("by", change.caller());
      log.info("admin {}", text(facts));
    }
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
