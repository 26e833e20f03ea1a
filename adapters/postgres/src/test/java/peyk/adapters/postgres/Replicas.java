package peyk.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/**
 * Two processes on one fresh database, as far as contracts can tell: two pools, one clock, and
 * tables that are empty before each test.
 */
public final class Replicas
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ClusterTime {
  public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  private final TestDatabase database = new TestDatabase();
  private volatile Instant now = START;
  private @Nullable PostgresDatabase one;
  private @Nullable PostgresDatabase other;

  @Override
  public void beforeAll(ExtensionContext context) {
    database.beforeAll(context);
    one = database.open(this);
    other = database.open(this);
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

  public PostgresDatabase one() {
    return one;
  }

  public PostgresDatabase other() {
    return other;
  }

  /** One more, that may be closed; all are in the end. */
  public PostgresDatabase open() {
    return database.open(this);
  }

  @Override
  public Instant now() {
    return now;
  }

  public void setClock(Instant newNow) {
    now = newNow;
  }

  /** When a job is due; empty if it does not wait. */
  public Optional<Instant> due(JobKind kind, String instance) {
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
                .bind("kind", kind.word())
                .bind("instance", instance)
                .map((row, context) -> Columns.instant(row, "execution_time"))
                .findOne());
  }

  /**
   * How often tables were read so far, or how many of their rows. The server tells it a moment
   * later.
   *
   * @param kind a column of {@code pg_stat_user_tables}
   */
  public long reads(String kind, String... tables) {
    execute("SELECT pg_stat_force_next_flush()");
    var counted =
        texts(
            "SELECT sum(%s) FROM pg_stat_user_tables WHERE relname IN ('%s')"
                .formatted(kind, String.join("', '", tables)));
    return Long.parseLong(counted.getFirst());
  }

  public int wakeups(JobKind kind, DeviceId device) {
    return wakeups(kind, device.toString());
  }

  public int wakeups(JobKind kind, String instance) {
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
                .bind("kind", kind.word())
                .bind("instance", instance)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  /** Lets a job be done. */
  public void done(JobKind kind, String instance) {
    one()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?",
                kind.word(),
                instance));
  }

  /**
   * @param keep how long things are kept that are done with, whatever they are
   */
  public JdbiHousekeeping housekeeping(Duration keep) {
    return one().housekeeping(new Retention(keep, keep, keep, keep, keep, keep, 1_000_000));
  }

  /** How many connections of {@link #one} are in use. */
  public int connectionsInUse() {
    return one().pool.getHikariPoolMXBean().getActiveConnections();
  }

  PostgresConfig config() {
    return database.config();
  }

  public void goAway() {
    database.goAway();
  }

  public void comeBack() {
    database.comeBack();
  }

  public void execute(String sql) {
    one().jdbi().useHandle(handle -> handle.execute(sql));
  }

  /** The first column of a query, as text. */
  public List<String> texts(String sql) {
    return one().jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
