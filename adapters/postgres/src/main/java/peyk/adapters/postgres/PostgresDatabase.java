package peyk.adapters.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.postgresql.PGProperty;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.WantedCommandRepository;

/** A pool of connections to one database, whose tables are up to date, and all that is in it. */
public final class PostgresDatabase implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:peyk/db/migration";

  /** More than the server's own time-out, so that it is the server that speaks up first. */
  private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(5);

  /** A device is being named for that long at most while Traccar is asked. */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofMinutes(2);

  private static final int VALIDATION_SECONDS = 2;

  private final HikariDataSource dataSource;
  private final InstantSource clock;
  private final Jdbi jdbi;
  private final Storage storage;
  private final JobSignal signal = new JobSignal();
  private final Wakeups wakeups;
  private final Patches patches;
  private final Counter eventsStored;
  private final WaitingGauges gauges;

  private PostgresDatabase(
      HikariDataSource dataSource, InstantSource clock, MeterRegistry metrics) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.jdbi = discreet(Jdbi.create(dataSource));
    this.storage =
        new Storage(
            jdbi,
            dataSource.getMaximumPoolSize(),
            Duration.ofMillis(dataSource.getConnectionTimeout()));
    this.wakeups = new Wakeups(clock);
    this.patches = new Patches(wakeups);
    this.eventsStored =
        metrics.getOrCreate(
            Counter.builder("peyk_inbox_stored")
                .description("Answers of trackers that were new and were stored"));
    this.gauges = new WaitingGauges(storage, clock, metrics);
  }

  /**
   * Connects, brings the tables up to date (replicas that start together wait for one another) and
   * opens the pool.
   *
   * @throws peyk.domain.StorageUnavailableException if there is no database to connect to
   */
  public static PostgresDatabase open(
      PostgresConfig config, InstantSource clock, MeterRegistry metrics) {
    var pool = openPool(config);
    try {
      migrate(config);
      return new PostgresDatabase(pool, clock, metrics);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Without a user, the one that the url names, or else the one of this process, is taken. */
  private static HikariDataSource openPool(PostgresConfig config) {
    var settings = new HikariConfig();
    settings.setPoolName("peyk");
    settings.setJdbcUrl(config.jdbcUrl());
    if (!config.user().isEmpty()) {
      settings.setUsername(config.user());
      settings.setPassword(config.password().value());
    }
    settings.setMaximumPoolSize(config.poolSize());
    settings.setConnectionTimeout(config.connectTimeout().toMillis());
    settings.setValidationTimeout(config.connectTimeout().toMillis());
    settings.setConnectionInitSql(
        "SET statement_timeout = %d; SET idle_in_transaction_session_timeout = %d"
            .formatted(config.statementTimeout().toMillis(), IDLE_IN_TRANSACTION.toMillis()));
    property(settings, PGProperty.APPLICATION_NAME, "peyk");
    property(settings, PGProperty.TCP_KEEP_ALIVE, "true");
    property(settings, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
    property(settings, PGProperty.CONNECT_TIMEOUT, seconds(config.connectTimeout()));
    property(
        settings,
        PGProperty.SOCKET_TIMEOUT,
        seconds(config.statementTimeout().plus(SOCKET_PATIENCE)));
    try {
      return new HikariDataSource(settings);
    } catch (PoolInitializationException e) {
      throw Storage.translate(e);
    }
  }

  private static void property(HikariConfig settings, PGProperty property, String value) {
    settings.addDataSourceProperty(property.getName(), value);
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }

  /** On a connection of its own: a migration may take longer than a statement. */
  private static void migrate(PostgresConfig config) {
    var user = config.user().isEmpty() ? null : config.user();
    var password = config.user().isEmpty() ? null : config.password().value();
    try {
      Flyway.configure(PostgresDatabase.class.getClassLoader())
          .dataSource(config.jdbcUrl(), user, password)
          .locations(MIGRATIONS)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw Storage.translate(e);
    }
  }

  /** What is bound may be a phone number: exceptions tell the statement only. */
  private static Jdbi discreet(Jdbi jdbi) {
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(exception ->
            "%s [statement: %s]"
                .formatted(
                    exception.getShortMessage(), exception.getStatementContext().getRenderedSql()));
    return jdbi;
  }

  public OtpRequestRepository otpRequests() {
    return new JdbiOtpRequestRepository(storage);
  }

  public OtpChallengeRepository otpChallenges() {
    return new JdbiOtpChallengeRepository(storage);
  }

  public WelcomeRepository welcomes() {
    return new JdbiWelcomeRepository(storage, signal, clock);
  }

  public DeviceClaimRepository deviceClaims() {
    return new JdbiDeviceClaimRepository(storage, patches, wakeups, signal);
  }

  public DeviceNameRepository deviceNames() {
    return new JdbiDeviceNameRepository(storage);
  }

  public DeviceChangeRepository deviceChanges() {
    return new JdbiDeviceChangeRepository(storage, patches, wakeups, signal, clock);
  }

  public EventInbox eventInbox() {
    return new JdbiEventInbox(storage, signal, clock, eventsStored);
  }

  public WantedCommandRepository wantedCommands() {
    return new JdbiWantedCommandRepository(storage);
  }

  /**
   * @param keepHandled how long events that were handled are kept, so that they are known when they
   *     are heard once more
   */
  public JdbiHousekeeping housekeeping(Duration keepHandled) {
    return new JdbiHousekeeping(storage, keepHandled);
  }

  /** For whoever has to look at the tables themselves. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether the database answers, within about two seconds. */
  public boolean isUp() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(VALIDATION_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  DataSource dataSource() {
    return dataSource;
  }

  Storage storage() {
    return storage;
  }

  JobSignal signal() {
    return signal;
  }

  InstantSource clock() {
    return clock;
  }

  @Override
  public void close() {
    gauges.close();
    dataSource.close();
  }
}
