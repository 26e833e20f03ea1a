package peyk.adapters.postgres.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.helidon.metrics.api.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.postgres.base.DatabaseClock.Reading;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.Command;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;

class DatabaseClockIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final DeviceId DEVICE = new DeviceId(7);
  private static final Duration HOUR = Duration.ofHours(1);

  private PostgresDatabase database;

  @BeforeEach
  void open() {
    database = DATABASE.open();
    DATABASE.clear(database);
  }

  @AfterEach
  void setRight() {
    set(Duration.ZERO);
  }

  @Test
  void it_shows_the_time_of_the_database() {
    set(HOUR);
    try (var clock = clock()) {
      assertThat(clock.now()).isCloseTo(Instant.now().plus(HOUR), within(1, ChronoUnit.MINUTES));
    }
  }

  @Test
  void it_goes_on_between_two_readings() {
    try (var clock = clock()) {
      var before = clock.now();
      Eventually.until("time passes", () -> clock.now().isAfter(before));
    }
  }

  @Test
  void a_step_of_the_database_is_followed_at_the_next_reading() {
    try (var clock = clock()) {
      set(HOUR.negated());
      clock.readAgain();
      assertThat(clock.now()).isCloseTo(Instant.now().minus(HOUR), within(1, ChronoUnit.MINUTES));
    }
  }

  @Test
  void a_slow_answer_does_not_look_as_if_the_clock_was_set() {
    try (var clock = clock()) {
      clock.readAgain();
      var now = clock.now();
      waiting("ran-in-the-future", now.plus(HOUR), now.plus(HOUR));
      clock.follow(new Reading(now.minusSeconds(2), System.nanoTime(), Duration.ofSeconds(60)));
      clock.readAgain();
      assertThat(clock.now()).isAfter(now);
      assertThat(jobsDueLater(now.plusSeconds(30))).contains("ran-in-the-future");
    }
  }

  @Test
  void without_the_database_it_goes_on_with_the_last_reading() {
    try (var clock = clock()) {
      DATABASE.goAway();
      try {
        assertThat(clock.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThatThrownBy(this::clock).isInstanceOf(StorageUnavailableException.class);
      } finally {
        DATABASE.comeBack();
      }
    }
    Eventually.until("the database can be asked again", database::isUp);
  }

  /** The only connection is in use meanwhile. */
  @Test
  void nobody_who_asks_for_the_time_needs_a_connection() {
    try (var replica =
        PostgresDatabase.open(DATABASE.config().withPoolSize(1), Metrics.globalRegistry())) {
      TestDatabase.storage(replica)
          .use(handle ->
              assertThat(replica.clock().now())
                  .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }
  }

  @Test
  void when_the_database_is_set_back_no_job_keeps_a_pause_from_the_future() {
    try (var clock = clock()) {
      clock.readAgain();
      var now = clock.now();
      var soon = now.plusSeconds(60);
      waiting("fresh", soon, null);
      waiting("ran", soon, now.minusSeconds(60));
      waiting("never-ran-from-the-future", now.plus(HOUR), null);
      waiting("ran-in-the-future", now.plus(HOUR), now.plus(HOUR));
      running("alive", now);
      running("dead", now.plus(HOUR));
      clock.readAgain();
      assertThat(jobsDueLater(now.plusSeconds(30)))
          .contains("never-ran-from-the-future", "ran-in-the-future");
      setBack(clock);
      assertThat(jobsDueLater(now.plusSeconds(30))).containsExactlyInAnyOrder("fresh", "ran");
      assertThat(texts("SELECT task_instance FROM scheduled_tasks WHERE last_heartbeat > ?", now))
          .isEmpty();
    }
  }

  @Test
  void nor_does_a_tracker_wait_longer_than_usual() {
    try (var clock = clock()) {
      clock.readAgain();
      var now = clock.now();
      var line = Commands.ordered(database.commands(), DEVICE, "getver", now.plus(HOUR));
      setBack(clock);
      assertThat(Commands.take(database.commands(), clock.now()))
          .map(Command::id)
          .contains(line.id());
    }
  }

  @Test
  void nor_does_it_wait_for_the_answer_to_what_was_sent_in_the_future() {
    try (var clock = clock()) {
      clock.readAgain();
      var now = clock.now();
      var commands = database.commands();
      Commands.ordered(commands, DEVICE, "getver", now.minusSeconds(60));
      var sent = Commands.send(commands, now.plusSeconds(300));
      var next = Commands.ordered(commands, DEVICE, "getinfo", now.minusSeconds(60));
      setBack(clock);
      assertThat(Commands.take(commands, clock.now().plusSeconds(61)))
          .map(Command::id)
          .contains(next.id());
      assertThat(commands.find(sent.id()).orElseThrow().sentAt().orElseThrow())
          .isBeforeOrEqualTo(clock.now());
    }
  }

  @Test
  void a_wait_that_settings_allow_is_kept() {
    try (var clock = clock()) {
      clock.readAgain();
      var now = clock.now();
      var ordered = now.minusSeconds(60);
      var commands = database.commands();
      Commands.ordered(commands, DEVICE, "getver", ordered);
      var command = Commands.take(commands, ordered).orElseThrow();
      var retry = now.plusSeconds(1800);
      commands.change(
          DEVICE, line -> line.postpone(command.id(), ordered, retry, Commands.policy()));
      setBack(clock);
      assertThat(Commands.take(commands, now.plusSeconds(1790))).isEmpty();
      assertThat(Commands.take(commands, retry)).map(Command::id).contains(command.id());
    }
  }

  @Test
  void a_wait_that_is_longer_than_any_setting_allows_ends() {
    try (var clock = clock()) {
      clock.readAgain();
      var ordered = clock.now().minusSeconds(60);
      var commands = database.commands();
      Commands.ordered(commands, DEVICE, "getver", ordered);
      execute(
          """
          UPDATE command
             SET attempts = 1, not_before = now() + interval '2 days',
                 expires_at = now() + interval '3 days';
          UPDATE command_device
             SET busy_until = now() + interval '2 days', due_at = now() + interval '2 days',
                 urgent_at = now() + interval '2 days'
          """);
      setBack(clock);
      assertThat(Commands.take(commands, clock.now().plusSeconds(61))).isPresent();
    }
  }

  @Test
  void nor_do_provisioning_claims_and_messages_wait() {
    try (var clock = clock()) {
      clock.readAgain();
      execute(
          """
          INSERT INTO provisioning (device_id, step, started_at, since, asked)
          VALUES (7, 'waiting', now() + interval '1 hour', now() + interval '1 hour', 0);
          INSERT INTO device_claim (device_id, version, pending_owner, pending_commanded,
                                    pending_since)
          VALUES (7, 1, 5, FALSE, now() + interval '1 hour');
          INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
          VALUES ('finish-claim', '7', now(), FALSE, 1);
          INSERT INTO ussd_message (imei, data, address, received_at, lane)
          VALUES ('1', 'data', '127.0.0.1', now() + interval '1 hour', 0)
          """);
      setBack(clock);
      var futures =
          """
          SELECT table_name
            FROM (SELECT 'provisioning', greatest(since, started_at) FROM provisioning
                   UNION ALL
                  SELECT 'device_claim', pending_since FROM device_claim
                   UNION ALL
                  SELECT 'ussd_message', received_at FROM ussd_message) AS times (table_name, time)
           WHERE time > ?
          """;
      assertThat(texts(futures, clock.now())).isEmpty();
    }
  }

  @Test
  void nor_do_wrong_codes_and_unsettled_texts_count_for_longer() {
    try (var clock = clock()) {
      clock.readAgain();
      execute(
          """
          INSERT INTO otp_phone (phone, first_sent_at, expires_at, recent_failures,
                                 unsettled_challenge, unsettled_reference, unsettled_at)
          VALUES ('+989120000000', now() - interval '1 hour', now() - interval '1 hour',
                  ARRAY[now() - interval '1 hour', now() + interval '1 hour'],
                  gen_random_uuid(), gen_random_uuid(), now() + interval '1 hour')
          """);
      setBack(clock);
      assertThat(texts("SELECT phone FROM otp_phone WHERE ? < ANY (recent_failures)", clock.now()))
          .isEmpty();
      assertThat(
              texts(
                  "SELECT phone FROM otp_phone WHERE cardinality(recent_failures) = 2 AND ? >"
                      + " '-infinity' AND unsettled_at IS NULL",
                  clock.now()))
          .hasSize(1);
    }
  }

  @Test
  void nor_does_a_code_live_longer_than_it_says() {
    try (var clock = clock()) {
      clock.readAgain();
      execute(
          """
          INSERT INTO otp_phone (phone, challenge_id, first_sent_at, expires_at)
          VALUES ('+989120000000', gen_random_uuid(), now() + interval '1 hour',
                  now() + interval '62 minutes')
          """);
      setBack(clock);
      assertThat(texts("SELECT phone FROM otp_phone WHERE expires_at > ?", clock.now())).isEmpty();
    }
  }

  private void setBack(DatabaseClock clock) {
    set(Duration.ofSeconds(-5));
    clock.readAgain();
  }

  @Test
  void who_starts_after_that_mends_it_too() {
    waiting("ran-in-the-future", Instant.now().plus(HOUR), Instant.now().plus(HOUR));
    try (var clock = clock()) {
      Eventually.until("it is mended", () -> jobsDueLater(clock.now()).isEmpty());
    }
  }

  private DatabaseClock clock() {
    return new DatabaseClock(TestDatabase.storage(database));
  }

  /** Lets this database tell a time that is off by so much. */
  private void set(Duration off) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              """
              CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql
              AS 'SELECT pg_catalog.clock_timestamp() + interval ''%d seconds'''
              """
                  .formatted(off.toSeconds()));
          handle.execute(
              "DO $$ BEGIN EXECUTE format("
                  + "'ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());"
                  + " END $$");
        });
    DATABASE.reconnect();
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private void waiting(String instance, Instant due, Instant lastSuccess) {
    insert(instance, due, lastSuccess, null);
  }

  private void running(String instance, Instant heartbeat) {
    insert(instance, Instant.EPOCH, null, heartbeat);
  }

  private void insert(String instance, Instant due, Instant lastSuccess, Instant heartbeat) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked,
                                                 version, last_success, last_heartbeat)
                    VALUES ('test', :instance, :due, CAST(:heartbeat AS timestamptz) IS NOT NULL, 1,
                            :lastSuccess, :heartbeat)
                    """)
                .bind("instance", instance)
                .bind("due", Columns.time(due))
                .bindByType("lastSuccess", lastSuccess, Instant.class)
                .bindByType("heartbeat", heartbeat, Instant.class)
                .execute());
  }

  private List<String> jobsDueLater(Instant time) {
    return texts("SELECT task_instance FROM scheduled_tasks WHERE execution_time > ?", time);
  }

  private List<String> texts(String sql, Instant time) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select(sql).bind(0, Columns.time(time)).mapTo(String.class).list());
  }
}
