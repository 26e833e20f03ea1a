package peyk.adapters.postgres;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Locks on things that have no row, held until the transaction ends. */
final class AdvisoryLocks {
  private AdvisoryLocks() {}

  /**
   * Waits for all of them. Everybody takes theirs in one order, so that nobody waits in a circle;
   * two names that happen to share a key only wait for each other needlessly.
   */
  static void take(Handle transaction, List<String> names) {
    var keys = names.stream().map(Sha256::number).sorted().distinct().toList();
    transaction
        .createQuery("SELECT pg_advisory_xact_lock(key) FROM unnest(:keys) AS key")
        .bind("keys", Columns.longs(keys))
        .map((row, context) -> true)
        .list();
  }
}
