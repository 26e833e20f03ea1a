package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresConfig.Password;
import peyk.domain.AtOnce;
import peyk.domain.ClientAddress;
import peyk.domain.Eventually;
import peyk.domain.GrowingTimeout;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imeis;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.sim.Ussd;
import peyk.domain.tracker.TrackerEvent;

class PostgresDatabaseIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Duration STATEMENT_TIMEOUT = Duration.ofMillis(300);
  private static final DeviceId DEVICE = new DeviceId(7);

  @Test
  void replicas_that_start_together_install_the_tables_once() {
    var fresh = TestServer.get().createDatabase();
    try {
      var up =
          AtOnce.run(
              4,
              number -> {
                try (var database = open(fresh.withPoolSize(2))) {
                  return database.isUp() && database.eventInbox().completeUntil() != null;
                }
              });
      assertThat(up).containsOnly(true);
    } finally {
      TestServer.get().drop(fresh);
    }
  }

  @Test
  void all_is_heard_from_the_installation_on() {
    try (var database = open(DATABASE.config())) {
      assertThat(database.eventInbox().completeUntil())
          .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
    }
  }

  @Test
  void without_a_server_nothing_is_opened() throws IOException {
    var nobody = config("jdbc:postgresql://localhost:" + closedPort() + "/peyk", 1);
    assertThatThrownBy(() -> open(nobody)).isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void a_server_that_refuses_connections_cannot_be_asked() {
    try (var database = open(DATABASE.config().withPoolSize(2))) {
      assertThat(database.isUp()).isTrue();
      DATABASE.goAway();
      try {
        assertThat(database.isUp()).isFalse();
        assertThatThrownBy(() -> database.deviceClaims().find(DEVICE))
            .isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> database.deviceChanges(Commands.policy()).add(DEVICE, patch()))
            .isInstanceOf(StorageUnavailableException.class);
      } finally {
        DATABASE.comeBack();
      }
      Eventually.until("it can be asked again", database::isUp);
      assertThat(database.deviceClaims().find(DEVICE).version()).isZero();
    }
  }

  @Test
  void a_database_that_becomes_read_only_is_an_outage_until_it_takes_writes_again() {
    var fresh = TestServer.get().createDatabase();
    try (var database = open(fresh.withPoolSize(3))) {
      var inbox = database.eventInbox();
      TestServer.get().setReadOnly(fresh, true);
      database.pool.getHikariPoolMXBean().softEvictConnections();
      assertThat(database.isUp()).isFalse();
      assertThatThrownBy(() -> inbox.completeUntil(Instant.now()))
          .isInstanceOf(StorageUnavailableException.class);

      TestServer.get().setReadOnly(fresh, false);
      Eventually.until("it takes writes again", database::isUp);
      for (int i = 0; i < 10; i++) {
        inbox.completeUntil(Instant.now());
      }
    } finally {
      TestServer.get().drop(fresh);
    }
  }

  @Test
  void a_connection_that_only_reads_is_thrown_out_of_the_pool() {
    // without the clock that uses the only connection in the background
    try (var database =
        PostgresDatabase.open(
            DATABASE.config().withPoolSize(1), storage -> Instant::now, Metrics.globalRegistry())) {
      database.storage.use(handle -> handle.execute("SET default_transaction_read_only = on"));
      assertThatThrownBy(() -> database.deviceChanges(Commands.policy()).add(DEVICE, patch()))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("read-only transaction");
      database.deviceChanges(Commands.policy()).add(DEVICE, patch());
      database.storage.use(handle -> handle.execute("SET default_transaction_read_only = on"));
      assertThat(database.isUp()).isFalse();
      assertThat(database.isUp()).isTrue();
    }
  }

  @Test
  void a_database_that_cannot_be_used_is_refused_with_one_line() {
    var config = DATABASE.config();
    var stranger = PostgresConfig.of(config.jdbcUrl(), "stranger", new Password("hidden-word"));
    assertRefused(stranger, "stranger");
    assertRefused(
        config(config.jdbcUrl().replace("peyk_test_", "peyk_none_"), 1),
        "does not exist; create it, or change DATABASE_URL");
    assertRefused(
        config("jdbc:postgresql://nowhere.invalid:5432/peyk", 1), "its host is not known");
    var shared = TestServer.get().createDatabase();
    try {
      Jdbi.create(shared.jdbcUrl(), shared.user(), shared.password().value())
          .useHandle(handle -> handle.execute("CREATE TABLE of_somebody_else (id bigint)"));
      assertRefused(shared, "a database or schema of its own");
    } finally {
      TestServer.get().drop(shared);
    }
    var latin = TestServer.get().createDatabase("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    try {
      assertRefused(latin, "the database keeps text as LATIN1: create one with ENCODING 'UTF8'");
    } finally {
      TestServer.get().drop(latin);
    }
  }

  private static void assertRefused(PostgresConfig config, String line) {
    assertThatThrownBy(() -> open(config))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessageContaining(line)
        .hasMessageNotContaining("hidden-word")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_user_who_may_not_make_tables_is_refused_with_one_line() {
    var fresh = TestServer.get().createDatabase();
    var admin = TestServer.get();
    try {
      admin.execute("CREATE ROLE weak LOGIN PASSWORD 'weak'");
      assertRefused(
          PostgresConfig.of(fresh.jdbcUrl(), "weak", new Password("weak")),
          "permission denied for schema public; the user of DATABASE_USER needs that right, or"
              + " DATABASE_MIGRATION_USER has to name the owner of the tables");
    } finally {
      admin.drop(fresh);
      admin.execute("DROP ROLE weak");
    }
  }

  @Test
  void a_migration_does_not_wait_long_for_a_table() {
    try (var database = open(DATABASE.config().withPoolSize(1));
        var holder = database.jdbi().open()) {
      holder.begin();
      holder.execute("LOCK TABLE flyway_schema_history");
      assertThatThrownBy(() -> open(config(DATABASE.config().jdbcUrl(), 1)))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("lock timeout");
      holder.rollback();
    }
  }

  @Test
  void a_pool_that_has_no_connection_left_cannot_be_asked() {
    try (var database = open(config(DATABASE.config().jdbcUrl(), 1));
        var held = database.jdbi().open()) {
      assertThat(held.isInTransaction()).isFalse();
      assertThat(database.isUp()).isFalse();
      assertThatThrownBy(() -> database.deviceClaims().find(DEVICE))
          .isInstanceOf(StorageUnavailableException.class);
    }
  }

  @Test
  void who_waits_too_long_for_their_turn_is_told_so() throws Exception {
    try (var database = open(config(DATABASE.config().jdbcUrl(), 1))) {
      var busy = new CountDownLatch(1);
      var finish = new CountDownLatch(1);
      var slow =
          CompletableFuture.runAsync(() ->
              database.storage.use(handle -> {
                busy.countDown();
                Eventually.await(finish);
              }));
      Eventually.await(busy);
      assertThatThrownBy(() -> database.deviceClaims().find(DEVICE))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("too busy");
      finish.countDown();
      slow.get(Eventually.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      assertThat(database.deviceClaims().find(DEVICE).version()).isZero();
    }
  }

  @Test
  void a_flood_of_code_requests_leaves_connections_to_others() {
    try (var database = open(DATABASE.config().withPoolSize(4));
        var other = open(DATABASE.config().withPoolSize(1));
        var holder = other.jdbi().open();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      holder.begin();
      holder.execute("LOCK TABLE otp_request");
      var requests = database.otpRequests();
      var flood = new CountDownLatch(20);
      for (int i = 0; i < 20; i++) {
        var request = request(i);
        callers.execute(() -> {
          flood.countDown();
          ask(requests, request);
        });
      }
      Eventually.await(flood);
      Eventually.until(
          "they wait", () -> database.pool.getHikariPoolMXBean().getActiveConnections() > 0);
      assertThat(database.deviceClaims().find(DEVICE).version()).isZero();
      holder.rollback();
    }
  }

  private static OtpRequest request(int number) {
    var phone = "+98912000%04d".formatted(number);
    return new OtpRequest(
        UUID.randomUUID(),
        new PhoneNumber(phone, phone),
        new ClientAddress("192.0.2.1"),
        Instant.now());
  }

  private static void ask(OtpRequestRepository requests, OtpRequest request) {
    var limit = new OtpRateLimit(OtpRateLimit.Scope.SERVICE, 100, Duration.ofMinutes(1));
    try {
      requests.reserve(request, List.of(limit), history -> new OtpDecision.Refuse(Duration.ZERO));
    } catch (StorageUnavailableException e) {
      // it waited too long
    }
  }

  @Test
  void a_statement_that_hangs_is_given_up() throws Exception {
    GrowingTimeout.from(
        STATEMENT_TIMEOUT,
        timeout -> {
          try (var database = open(config(DATABASE.config().jdbcUrl(), 2, timeout));
              var other = open(DATABASE.config().withPoolSize(1));
              var holder = other.jdbi().open()) {
            database.deviceChanges(Commands.policy()).add(DEVICE, patch());
            holder.begin();
            holder.execute("LOCK TABLE device_patch");
            assertThatThrownBy(() -> database.deviceChanges(Commands.policy()).waiting(DEVICE, 1))
                .isInstanceOf(StorageUnavailableException.class);
            holder.rollback();
          }
        });
  }

  @Test
  void a_bug_is_no_outage_and_gives_nobody_away() {
    try (var database = open(DATABASE.config().withPoolSize(1))) {
      assertThatThrownBy(() ->
              database.storage.use(handle ->
                  handle
                      .createUpdate("UPDATE otp_phone SET phone = :phone, x = 1")
                      .bind("phone", "+989120000001")
                      .execute()))
          .isInstanceOf(UnableToExecuteStatementException.class)
          .hasMessageContaining("UPDATE otp_phone")
          .hasMessageNotContaining("98912");
      assertThatThrownBy(() ->
              database.storage.use(handle -> {
                for (int i = 0; i < 2; i++) {
                  handle
                      .createUpdate(
                          """
                          INSERT INTO otp_phone (phone, first_sent_at, expires_at)
                          VALUES (:phone, now(), now())
                          """)
                      .bind("phone", "+989120000001")
                      .execute();
                }
              }))
          .hasMessageNotContaining("98912")
          .rootCause()
          .hasMessageContaining("duplicate key")
          .hasMessageNotContaining("98912");
    }
  }

  @Test
  void what_waits_and_what_was_stored_can_be_watched() {
    var fresh = TestServer.get().createDatabase();
    try (var database = open(fresh.withPoolSize(2))) {
      var before = counter("peyk_inbox_stored");
      database.deviceChanges(Commands.policy()).add(DEVICE, patch());
      database.deviceChanges(Commands.policy()).add(DEVICE, patch());
      database.eventInbox().store(List.of(new TrackerEvent(1, DEVICE, Instant.EPOCH, "IMSI:1")));
      database.eventInbox().store(List.of(new TrackerEvent(1, DEVICE, Instant.EPOCH, "IMSI:1")));
      assertThat(counter("peyk_inbox_stored") - before).isEqualTo(1);
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  "UPDATE scheduled_tasks SET consecutive_failures = 2, last_failure = now()"));
      Eventually.until("the rows were counted", () -> gauge("peyk_patches_waiting") == 2);
      assertThat(gauge("peyk_inbox_waiting")).isEqualTo(1);
      assertThat(gauge("peyk_jobs_due")).isEqualTo(1);
      assertThat(gauge("peyk_jobs_failing")).isEqualTo(1);
      assertThat(jobs("update-device", "failing")).isEqualTo(1);
      assertThat(jobs("update-device", "due")).isZero();
      assertThat(gauge("peyk_database_up")).isEqualTo(1);
      assertThat(gauge("peyk_database_connections_limit")).isEqualTo(2);
      assertThat(gauge("peyk_database_callers_waiting")).isZero();
    } finally {
      TestServer.get().drop(fresh);
    }
  }

  @Test
  void jobs_are_counted_by_kind_and_state() {
    var fresh = TestServer.get().createDatabase();
    try (var database = open(fresh.withPoolSize(2))) {
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  """
                  INSERT INTO scheduled_tasks
                         (task_name, task_instance, execution_time, last_success, picked,
                          version, wakeups)
                  VALUES ('provision', '1', now(), now(), TRUE, 1, 0),
                         ('provision', '2', now() - interval '1 minute', now(), FALSE, 1, 0),
                         ('provision', '3', now() + interval '1 hour', now(), FALSE, 1, 0),
                         ('provision', '4', now() + interval '1 hour', now(), FALSE, 1, 0),
                         ('of a later version', '1', now(), now(), FALSE, 1, 0)
                  """));
      Eventually.until("they were counted", () -> jobs("provision", "later") == 2);
      assertThat(jobs("provision", "running")).isEqualTo(1);
      assertThat(jobs("provision", "due")).isEqualTo(1);
      assertThat(jobs("provision", "failing")).isZero();
    } finally {
      TestServer.get().drop(fresh);
    }
  }

  @Test
  void a_database_that_went_away_is_told_by_a_gauge() {
    var fresh = TestServer.get().createDatabase();
    try (var database = open(config(fresh.jdbcUrl(), 2))) {
      var failed = failedCalls();
      TestServer.get().drop(fresh);
      Eventually.until(
          "it was asked", () -> gauge("peyk_database_up") == 0 && failedCalls() > failed);
      assertThat(gauge("peyk_jobs_due")).isZero();
    }
  }

  private static long failedCalls() {
    return Metrics.globalRegistry()
        .timer("peyk_database_calls", List.of(Tag.create("outcome", "failed")))
        .orElseThrow()
        .count();
  }

  @Test
  void messages_and_low_balances_can_be_watched() {
    var fresh = TestServer.get().createDatabase();
    try (var database = open(fresh.withPoolSize(2))) {
      var before = counter("peyk_ussd_stored");
      var messages = database.ussdMessages();
      for (int i = 0; i < 4; i++) {
        messages.add(Ussd.message(Imeis.checked(1), "told"));
      }
      var waiting = messages.waiting(Ussd.message(Imeis.checked(1), "").partition(), 2);
      messages.settle(
          List.of(
              Ussd.understood(waiting.get(0), DEVICE, Ussd.balance(10_000)),
              Ussd.understood(waiting.get(1), DEVICE, Ussd.balance(9_999))));
      database.gauges().showBalances(10_000);
      assertThat(counter("peyk_ussd_stored") - before).isEqualTo(4);
      Eventually.until("the rows were counted", () -> gauge("peyk_ussd_waiting") == 2);
      assertThat(gauge("peyk_sim_low_balances")).isEqualTo(1);
    } finally {
      TestServer.get().drop(fresh);
    }
    assertThat(Metrics.getGauge("peyk_sim_low_balances")).isEmpty();
  }

  @Test
  void schedules_that_should_have_fired_minutes_ago_are_counted_if_they_are_configured() {
    var fresh = TestServer.get().createDatabase();
    try (var database = open(fresh.withPoolSize(2))) {
      var now = Instant.now();
      remember(database, "late", Optional.of(now.minus(Duration.ofMinutes(6))), false);
      remember(database, "on-time", Optional.of(now.minus(Duration.ofMinutes(4))), false);
      remember(database, "paused", Optional.of(now.minus(Duration.ofMinutes(6))), true);
      remember(database, "over", Optional.empty(), false);
      remember(database, "forgotten", Optional.of(now.minus(Duration.ofMinutes(6))), false);
      database.jdbi().useHandle(handle -> handle.execute("DELETE FROM scheduled_tasks"));
      database
          .gauges()
          .watchSchedules(
              Stream.of("late", "on-time", "paused", "over").map(ScheduleName::new).toList());
      Eventually.until("the rows were counted", () -> gauge("peyk_schedules_late") == 1);
    } finally {
      TestServer.get().drop(fresh);
    }
  }

  private static void remember(
      PostgresDatabase database, String name, Optional<Instant> next, boolean paused) {
    database
        .schedules()
        .save(
            Optional.empty(), new ScheduleState(new ScheduleName(name), "every day", next, paused));
  }

  private static long counter(String name) {
    return Metrics.getCounter(name).map(Counter::count).orElse(0L);
  }

  private static long gauge(String name) {
    Number value = Metrics.getGauge(name).orElseThrow().value();
    return value.longValue();
  }

  private static long jobs(String kind, String state) {
    var tags = List.of(Tag.create("kind", kind), Tag.create("state", state));
    Number value = Metrics.globalRegistry().gauge("peyk_jobs", tags).orElseThrow().value();
    return value.longValue();
  }

  private static DevicePatch patch() {
    return new DevicePatch(Map.of("a", "1"), List.of());
  }

  private static PostgresDatabase open(PostgresConfig config) {
    return PostgresDatabase.open(config, Metrics.globalRegistry());
  }

  private static PostgresConfig config(String url, int poolSize) {
    return config(url, poolSize, STATEMENT_TIMEOUT);
  }

  private static PostgresConfig config(String url, int poolSize, Duration statementTimeout) {
    var known = DATABASE.config();
    return new PostgresConfig(
        url,
        known.user(),
        new Password(known.password().value()),
        poolSize,
        Duration.ofMillis(500),
        statementTimeout,
        Optional.empty());
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
