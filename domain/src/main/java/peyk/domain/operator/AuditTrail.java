package peyk.domain.operator;

import java.util.List;
import java.util.Optional;

/** The changes that operators asked for. Nothing secret is in it. */
public interface AuditTrail {
  /** Characters of facts that are kept. */
  int LONGEST_TEXT = 1000;

  /**
   * A request that may change something.
   *
   * @param route the template of its path, e.g. {@code /admin/devices/{imei}/claim}
   * @param requestId as in the log lines of the request
   */
  record AskedChange(Caller caller, String method, String route, Optional<String> requestId) {}

  /**
   * Stores that a change is asked for, before it is made: so no change is without an entry.
   *
   * @return the id of the entry
   * @throws peyk.domain.StorageUnavailableException if it cannot be stored; then the change must
   *     not be made
   */
  long begin(AskedChange change);

  /**
   * Completes an entry.
   *
   * @param what facts about the change; may be empty, and is cut off after {@link #LONGEST_TEXT}
   * @param outcome a word such as {@code done} or {@code release_unknown}
   */
  void end(long entry, String what, String outcome);

  /**
   * The newest entries first.
   *
   * @param before only entries with a lower id
   */
  List<AuditEntry> list(long before, int atMost);
}
