package peyk.adapters.postgres.base;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * Knows whether the database's disk is full. Such a database still answers questions, so after a
 * refusal nothing but a write tells when there is room again.
 */
final class DiskSpace {
  private static final String DISK_FULL = "53100";

  /** About 700 kB in a file of their own, and nothing that lasts. */
  private static final String PROBE =
      "CREATE TEMP TABLE peyk_disk_space ON COMMIT DROP AS SELECT generate_series(1, 20000)";

  private volatile boolean suspected;

  /** Looks whether a statement failed for lack of room. */
  void note(Throwable failure) {
    if (Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(DiskSpace::isDiskFull)) {
      suspected = true;
    }
  }

  private static boolean isDiskFull(Throwable failure) {
    return failure instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState());
  }

  /** Whether there is room. It is believed to be there if this user may make no such table. */
  boolean isThere(Connection connection) throws SQLException {
    if (suspected) {
      try (var statement = connection.createStatement()) {
        statement.execute(PROBE);
      } catch (SQLException e) {
        if (isDiskFull(e)) {
          return false;
        }
        if (!Outages.isMissingRight(e)) {
          throw e;
        }
      }
      suspected = false;
    }
    return true;
  }
}
