package peyk.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import peyk.domain.device.DeviceId;

/**
 * Two processes on one fresh database, as far as contracts can tell: two pools, one clock, and
 * tables that are empty before each test.
 */
final class Replicas
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, InstantSource {
  static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  private final TestDatabase database = new TestDatabase();
  private volatile Instant now = START;
  private @Nullable PostgresDatabase one;
  private @Nullable PostgresDatabase other;

  @Override
  public void beforeAll(ExtensionContext context) {
    database.beforeAll(context);
    one = database.openSharing(this);
    other = database.openSharing(this);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    database.clear(one());
    now = START;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    database.afterAll(context);
  }

  PostgresDatabase one() {
    return one;
  }

  PostgresDatabase other() {
    return other;
  }

  /** One more, that may be closed; all are in the end. */
  PostgresDatabase open() {
    return database.openSharing(this);
  }

  @Override
  public Instant instant() {
    return now;
  }

  void setClock(Instant newNow) {
    now = newNow;
  }

  /** When a job is due; empty if it does not wait. */
  Optional<Instant> due(String kind, String instance) {
    return one()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT execution_time
                      FROM scheduled_tasks
                     WHERE task_name = :kind AND task_instance = :instance
                    """)
                .bind("kind", kind)
                .bind("instance", instance)
                .map((row, context) -> Columns.instant(row, "execution_time"))
                .findOne());
  }

  int wakeups(String kind, DeviceId device) {
    return wakeups(kind, device.toString());
  }

  int wakeups(String kind, String instance) {
    return one()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT wakeups
                      FROM scheduled_tasks
                     WHERE task_name = :kind AND task_instance = :instance
                    """)
                .bind("kind", kind)
                .bind("instance", instance)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  /** Lets a job be done. */
  void done(String kind, String instance) {
    one()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?",
                kind,
                instance));
  }

  /**
   * @param keep how long things are kept that are done with, whatever they are
   */
  JdbiHousekeeping housekeeping(Duration keep) {
    return one().housekeeping(new Retention(keep, keep, keep, keep, keep));
  }

  /** How many connections of {@link #one} are in use. */
  int connectionsInUse() {
    return ((HikariDataSource) one().dataSource()).getHikariPoolMXBean().getActiveConnections();
  }

  PostgresConfig config() {
    return database.config();
  }

  void goAway() {
    database.goAway();
  }

  void comeBack() {
    database.comeBack();
  }

  void execute(String sql) {
    one().jdbi().useHandle(handle -> handle.execute(sql));
  }

  /** The first column of a query, as text. */
  List<String> texts(String sql) {
    return one().jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
