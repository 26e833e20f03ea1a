package peyk.adapters.postgres;

import io.helidon.metrics.api.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.firmware.JdbiFirmwareCatalog.Connector;
import peyk.adapters.postgres.job.JobSignal;
import peyk.domain.time.ClusterTime;

/**
 * A fresh database for a test class: {@code @RegisterExtension static final TestDatabase DATABASE =
 * new TestDatabase();}
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  /** All but those of one row, which {@link #clear} sets back; those that refer come first. */
  private static final List<String> TABLES =
      """
      otp_phone phone_account otp_request device_claim device_name event_inbox
      device_patch device_parameter_list command_key command command_device
      ussd_message sim_reading sim_status firmware_chunk firmware_part firmware_standing
      firmware_offer firmware_progress firmware_decision firmware_download
      firmware_release firmware_content known_device
      provisioning schedule_firing schedule scheduled_tasks audit_entry text_hour
      lease listed_device recovery_pass
      """
          .lines()
          .flatMap(line -> Stream.of(line.split(" ")))
          .toList();

  private final List<PostgresDatabase> opened = new ArrayList<>();
  private @Nullable PostgresConfig config;

  @Override
  public void beforeAll(ExtensionContext context) {
    config = TestServer.get().createDatabase();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    opened.forEach(PostgresDatabase::close);
    opened.clear();
    TestServer.get().drop(config());
  }

  /** How to reach it. */
  public PostgresConfig config() {
    if (config == null) {
      throw new IllegalStateException("not between beforeAll and afterAll");
    }
    return config;
  }

  /** Opens a pool, like a replica, that is closed after the tests of the class. */
  public PostgresDatabase open() {
    return remember(PostgresDatabase.open(config().withPoolSize(10), Metrics.globalRegistry()));
  }

  /** One that goes by a clock of the test's. */
  public PostgresDatabase open(ClusterTime clock) {
    return remember(
        PostgresDatabase.open(
            config().withPoolSize(10), storage -> clock, Metrics.globalRegistry()));
  }

  private synchronized PostgresDatabase remember(PostgresDatabase database) {
    opened.add(database);
    return database;
  }

  /** Building blocks of the packages below this one, hidden from outsiders. */
  public static Storage storage(PostgresDatabase database) {
    return database.storage;
  }

  public static JobSignal signal(PostgresDatabase database) {
    return database.signal;
  }

  public static Connector connector(PostgresDatabase database) {
    return database.connections::single;
  }

  /** Lets nobody in, and throws out who is in, until {@link #comeBack}. */
  public void goAway() {
    TestServer.get().shut(config());
  }

  /** Takes no writes, like a standby, until {@link #comeBack}. */
  public void onlyRead() {
    TestServer.get().setReadOnly(config(), true);
    TestServer.get().throwOut(config());
  }

  /**
   * Lets everybody in again. A pool trusts a connection for half a second after its last use: those
   * that were cut are thrown away here, or the next test would be handed one.
   */
  public void comeBack() {
    TestServer.get().reopen(config());
    TestServer.get().setReadOnly(config(), false);
    reconnect();
  }

  /** Has all pools make new connections. */
  public synchronized void reconnect() {
    opened.stream()
        .map(database -> database.pool)
        .filter(pool -> !pool.isClosed())
        .forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
  }

  /**
   * Empties all tables, as they are after the installation. Row by row, since {@code TRUNCATE} asks
   * for locks that meet those of the pool's own readers crosswise.
   */
  public void clear(PostgresDatabase database) {
    database
        .jdbi()
        .useTransaction(handle -> {
          TABLES.forEach(table -> handle.execute("DELETE FROM " + table));
          handle.execute(
              """
              UPDATE fleet
                 SET known = FALSE, listed_at = 'epoch', devices = 0, online = 0, version = 0
              """);
          handle.execute("UPDATE listening SET sound_at = NULL, owed_from = NULL");
          handle.execute("UPDATE account_listing SET ended_at = 'epoch'");
          handle.execute("UPDATE command_pace SET next_at = '-infinity'");
        });
  }
}
