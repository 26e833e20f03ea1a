package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.domain.command.Commands.order;
import static peyk.domain.command.Commands.policy;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.application.monitoring.Metric;
import peyk.domain.Endurance;
import peyk.domain.Eventually;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandState;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.Release;
import peyk.domain.schedule.FiringId;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.sim.Ussd;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerEvent;

/**
 * Whatever is asked again and again finds its rows by an index, in tables that grow without end.
 * Postgres itself counts which tables it read from their beginning.
 */
class QueryPlansIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int ROWS = Endurance.size(20_000, 10_000_000);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final Imei IMEI = Imeis.checked(7);
  private static final FiringId FIRING = new FiringId(1);

  /** Old rows that are done with, and some that wait. Waiting rows are a few of all. */
  private static final String FILL =
      """
      INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at, last_at,
             seen_at)
      SELECT lpad(n::text, 15, '0'), 1 + n %% 3, 1, 0, 0, 1 + n %% 4, '2026-10-01', '2026-10-01',
             CASE WHEN n %% 2 = 0 THEN timestamptz '2026-10-02' END
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO firmware_decision (at, imei, serial, device_type, revision, version, offered,
             reason, release_id, explanation)
      SELECT timestamptz '2026-10-01' + n * interval '1 millisecond',
             lpad((n %% 1000)::text, 15, '0'), '', 7, 2, 1, FALSE, 'up_to_date', 1 + n %% 100, ''
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO sim_reading (imei, at, balance)
      SELECT lpad((n %% 1000)::text, 15, '0'),
             timestamptz '2026-10-01' + n * interval '1 millisecond', n
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO sim_status (imei, device_id, balance, balance_at)
      SELECT lpad(n::text, 15, '0'), n, n, '2026-10-01' FROM generate_series(1, %1$d) AS n;

      INSERT INTO ussd_message (imei, data, address, received_at, lane, handled_at, outcome)
      SELECT lpad((n %% 1000)::text, 15, '0'), 'CUSD', '192.0.2.1', '2026-10-01', n %% 16,
             CASE WHEN n %% 1000 > 0 THEN timestamptz '2026-10-01' END,
             CASE WHEN n %% 1000 > 0 THEN 'understood' END
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO event_inbox (event_id, fingerprint, device_id, event_time, result, received_at,
             handled_at)
      SELECT n, n, n %% 1000, '2026-10-31', 'OK', '2026-10-31',
             CASE WHEN n %% 1000 > 0 THEN timestamptz '2026-10-31' END
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at,
             sent_at, ended_at, firing_id)
      SELECT n, 'getver', CASE WHEN n %% 100 = 0 THEN 'wanted' ELSE 'answered' END, 'schedule',
             '2026-11-01', '2026-11-01',
             CASE WHEN n %% 2000 = 0 THEN timestamptz '2026-11-01' ELSE '2026-12-01' END,
             CASE WHEN n %% 100 > 0 THEN timestamptz '2026-11-01' END,
             CASE WHEN n %% 100 > 0 THEN timestamptz '2026-11-01' END,
             1 + n %% 100
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO command_device (device_id, due_at)
      SELECT n, CASE WHEN n %% 100 = 0 THEN timestamptz '2026-11-01' END
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO known_device (device_id, known_at)
      SELECT n, '2026-10-01' FROM generate_series(1, %1$d) AS n;

      INSERT INTO provisioning (device_id, step, started_at, since, asked)
      SELECT n, 'done', '2026-10-01', '2026-10-01', 0 FROM generate_series(1, %1$d) AS n;

      INSERT INTO device_claim (device_id, owner, version)
      SELECT n, n, 0 FROM generate_series(1, %1$d) AS n;

      INSERT INTO phone_account (login, account_id)
      SELECT n::text, n FROM generate_series(1, %1$d) AS n;
      """
          .formatted(ROWS);

  private final MeterRegistry metrics = Metrics.createMeterRegistry();
  private PostgresDatabase database;
  private Release release;

  @BeforeAll
  static void fill() {
    try (var database = open(Metrics.createMeterRegistry())) {
      database.releases().importAll(List.of(Firmware.linked(2)));
    }
    execute(FILL);
    execute("VACUUM (ANALYZE)");
  }

  @BeforeEach
  void countAnew() {
    awaitNoConnections();
    execute("SELECT pg_stat_reset()");
    database = open(metrics);
    release = database.releases().list(Optional.empty(), Optional.empty(), 0, 1).getFirst();
  }

  private static PostgresDatabase open(MeterRegistry metrics) {
    return PostgresDatabase.open(DATABASE.config().withPoolSize(4), storage -> () -> NOW, metrics);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void paths_of_trackers_use_indexes() {
    var check = Firmware.check(IMEI, 1);
    database
        .decisions()
        .decide(check, offers -> Firmware.SELECTOR.decide(check, List.of(release), offers, NOW));
    database.offers().of(IMEI);
    database.offers().seen(IMEI, 2, NOW);
    database.offers().progress(release);
    database.decisions().ofTracker(IMEI, Long.MAX_VALUE, 100);
    database.decisions().ofRelease(release.id(), Long.MAX_VALUE, 100);
    var messages = database.ussdMessages();
    messages.add(Ussd.message(IMEI, "CUSD: 0", NOW));
    messages.settle(
        messages.waiting(Ussd.message(IMEI, "", NOW).partition(), 100).stream()
            .map(waiting ->
                waiting.message().imei().equals(IMEI.digits())
                    ? Ussd.understood(waiting, DEVICE, Ussd.balance(5))
                    : Ussd.without(waiting, UssdOutcome.NOTHING_IN_IT))
            .toList());
    database.sims().find(IMEI);
    database.sims().device(IMEI);
    database.sims().history(IMEI, Long.MAX_VALUE, 100);
    database.sims().below(3, "", 100);

    assertThat(readFromTheBeginning()).isEmpty();
  }

  @Test
  void paths_of_commands_and_devices_use_indexes() {
    var commands = database.commands();
    commands.order(order(DEVICE, "getimsi", NOW), Optional.empty(), NOW);
    commands.takeNext(NOW, policy());
    commands.change(DEVICE, line -> line.expire(NOW));
    commands.find(new CommandId(1));
    commands.list(Optional.of(DEVICE), Optional.empty(), Long.MAX_VALUE, 100);
    commands.list(Optional.empty(), Optional.of(CommandState.WANTED), Long.MAX_VALUE, 100);
    database.firings().commands(FIRING);
    database.firings().end(FIRING, 1, 1, NOW);
    database.firings().underWay(new ScheduleName("versions"));
    database.eventInbox().store(List.of(new TrackerEvent(1, DEVICE, NOW, "OK")));
    var changes = database.deviceChanges(policy());
    var waiting = changes.waiting(DEVICE, 100);
    changes.handledAfter(DEVICE, NOW.minusSeconds(60));
    changes.complete(DEVICE, Completion.dropped(waiting));
    database.answers().latest(DEVICE, 10);
    database.provisionings().cameOnline(List.of(DEVICE), NOW);
    database.provisionings().find(DEVICE);
    database.provisionings().list(Optional.empty(), 0, 100);
    database.deviceClaims().find(DEVICE);
    database.phoneAccounts().remember(new Login("+989120000007"), new AccountId(7));

    assertThat(readFromTheBeginning()).isEmpty();
  }

  @Test
  void housekeeping_uses_indexes() {
    var keep = Duration.ofDays(31).minusSeconds(5);
    database
        .housekeeping(new Retention(keep, keep, keep, keep, keep, keep, ROWS - 1000L))
        .sweep(NOW);

    assertThat(readFromTheBeginning()).isEmpty();
  }

  @Test
  void commands_that_expire_are_found_without_those_that_do_not() {
    database.housekeeping(new Retention(YEAR, YEAR, YEAR, YEAR, YEAR, YEAR, ROWS)).sweep(NOW);

    assertThat(counted("SELECT idx_tup_read FROM pg_stat_user_indexes", "command_wanted"))
        .isLessThan(ROWS / 200);
  }

  @Test
  void the_progress_of_a_release_does_not_read_its_offers() {
    database.offers().progress(release);

    assertThat(counted("SELECT seq_scan + idx_scan FROM pg_stat_user_tables", "firmware_offer"))
        .isZero();
  }

  @Test
  void the_commands_of_a_firing_are_counted_in_an_index_alone() {
    assertThat(database.firings().commands(FIRING)).isNotEmpty();

    assertThat(counted("SELECT idx_tup_read FROM pg_stat_user_indexes", "command_firing"))
        .isPositive();
    assertThat(counted("SELECT idx_tup_fetch FROM pg_stat_user_indexes", "command_firing"))
        .isLessThan(ROWS / 200);
  }

  @Test
  void gauges_use_indexes() {
    database.gauges().showBalances(100);
    var waiting =
        metrics.meters().stream()
            .filter(meter -> meter.id().name().equals(Metric.USSD_WAITING.id()))
            .map(Gauge.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(waiting.value().longValue()).isPositive();
    assertThat(readFromTheBeginning()).isEmpty();
  }

  /** Of the tables that were filled. A connection reports what it read when it ends. */
  private List<String> readFromTheBeginning() {
    database.close();
    awaitNoConnections();
    return texts(
        """
        SELECT read.relname
          FROM pg_stat_user_tables AS read JOIN pg_class ON oid = relid
         WHERE seq_tup_read > 0 AND reltuples > 1000
         ORDER BY 1
        """);
  }

  private long counted(String select, String name) {
    database.close();
    awaitNoConnections();
    var column = select.endsWith("indexes") ? "indexrelname" : "relname";
    return Long.parseLong(texts(select + " WHERE %s = '%s'".formatted(column, name)).getFirst());
  }

  private static void awaitNoConnections() {
    Eventually.until(
        "no connection to the database is left",
        () ->
            texts(
                    """
                    SELECT pid::text
                      FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()
                       AND backend_type = 'client backend'
                    """)
                .isEmpty());
  }

  private static void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect() throws SQLException {
    var config = DATABASE.config();
    return config.user().isEmpty()
        ? DriverManager.getConnection(config.jdbcUrl())
        : DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password().value());
  }
}
