package peyk.adapters.postgres.base;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

/**
 * Locks on things that have no row, held until the transaction ends. They are always taken in one
 * order, so there are no deadlocks. Two names that share a key by chance only wait needlessly.
 */
public final class AdvisoryLocks {
  /** Waits for all locks whose {@link #keys} are bound. */
  public static final String TAKE = "SELECT pg_advisory_xact_lock(key) FROM unnest(:keys) AS key";

  private AdvisoryLocks() {}

  public static Argument keys(List<String> names) {
    var keys = names.stream().map(Sha256::number).sorted().distinct().toList();
    return Columns.longs(keys, Long::longValue);
  }

  public static void take(Handle transaction, String name) {
    Sql.in(transaction, TAKE).bind("keys", keys(List.of(name))).list(row -> true);
  }
}
