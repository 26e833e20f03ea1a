package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/**
 * The pages of the console over a fleet with a past, each with few statements and of a bounded
 * size. With {@code -Pendurance} it has 100,000 trackers. It prints the duration of each page.
 */
class ConsoleFleetIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int FLEET = Endurance.size(1_000, 100_000);
  private static final int REPEATS = Endurance.size(5, 100);
  private static final int MOST_STATEMENTS = 25;
  private static final int LONGEST_PAGE = 200_000;
  private static final String IMEI = SimulatedFleet.imei(0);
  private static final String PHONE = "09120000007";

  /** Of each tracker, and most of all of the one with the device 1. Nothing of it is due. */
  private static final String FILL =
      """
      INSERT INTO sim_status (imei, device_id, balance, balance_at, number, number_at)
      SELECT CASE WHEN n = 1 THEN '%2$s' ELSE '86' || lpad(n::text, 13, '0') END, n, 5000 + n * 7,
             now(), '0912' || lpad(n::text, 7, '0'), now()
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO sim_reading (imei, at, balance)
      SELECT imei, now() - day * interval '1 day', balance + day * 900
        FROM sim_status CROSS JOIN generate_series(20, 0, -1) AS day
       ORDER BY day DESC;

      INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at,
             sent_at, ended_at)
      SELECT device, 'getver', 'answered', 'schedule', at, at, at + interval '1 hour', at, at
        FROM (SELECT device, now() - n * interval '1 hour' AS at
                FROM generate_series(1, %1$d) AS device
               CROSS JOIN LATERAL generate_series(20, 1, -1) AS n
              UNION ALL
              SELECT 1, now() - n * interval '1 minute' FROM generate_series(3000, 1, -1) AS n) AS past
       ORDER BY at;

      INSERT INTO event_inbox (event_id, fingerprint, device_id, event_time, result, received_at,
             handled_at)
      SELECT n, n, CASE WHEN n <= 3000 THEN 1 ELSE n %% %1$d + 1 END, now(), 'VER:1', now(), now()
        FROM generate_series(1, 10 * %1$d) AS n;

      INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at, last_at,
             seen_at)
      SELECT imei, 1, 131083, device_id %% 3, 0, 1 + device_id %% 4, now(), now(),
             CASE WHEN device_id %% 2 = 0 THEN now() END
        FROM sim_status;

      INSERT INTO firmware_decision (at, imei, serial, device_type, revision, version, offered,
             reason, release_id, explanation)
      SELECT now(), imei, '1', 95, 2, 131081, TRUE, 'inside_rollout', 1, 'inside 100 %%'
        FROM sim_status CROSS JOIN generate_series(1, 5);

      INSERT INTO device_claim (device_id, owner, version)
      SELECT n, n, 0 FROM generate_series(1, %1$d) AS n;

      INSERT INTO provisioning (device_id, step, started_at, since, asked)
      SELECT n, 'done', now(), now(), 0 FROM generate_series(1, %1$d) AS n ON CONFLICT DO NOTHING;

      INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version,
             last_failure, consecutive_failures, last_error)
      SELECT 'welcome-account', 'user' || n, '9999-01-01Z', FALSE, 1,
             now() - n * interval '1 second', 20, 'Traccar refused'
        FROM generate_series(1, %1$d / 10) AS n;

      INSERT INTO otp_request (id, phone, address, block, at)
      SELECT gen_random_uuid(), '+98912' || lpad(n::text, 7, '0'), '192.0.2.1', '98912',
             now() - interval '2 hours'
        FROM generate_series(1, 10 * %1$d) AS n;

      INSERT INTO otp_phone (phone, first_sent_at, expires_at)
      SELECT '+98912' || lpad(n::text, 7, '0'), now(), now()
        FROM generate_series(1, %1$d) AS n;

      INSERT INTO schedule_firing (schedule, due_at, by_hand, begun_at, ended_at, devices, addressed,
             ordered)
      SELECT name, at, FALSE, at, at, %1$d, %1$d, %1$d
        FROM schedule CROSS JOIN generate_series(now() - interval '200 days', now(), '1 day') AS at;
      """
          .formatted(FLEET, IMEI);

  private record Page(String path, String form) {
    HttpRequest request(int port) {
      var address = URI.create("http://127.0.0.1:" + port + path);
      var request = HttpRequest.newBuilder(address).timeout(Neighbourhood.PATIENCE);
      return form.isEmpty()
          ? request.build()
          : request
              .header("Sec-Fetch-Site", "same-origin")
              .POST(BodyPublishers.ofString(form))
              .build();
    }
  }

  private static final List<Page> PAGES =
      List.of(
          new Page("/", ""),
          new Page("/console/live/trouble", ""),
          new Page("/console/trackers", ""),
          new Page("/console/trackers?q=8677170", ""),
          new Page("/console/trackers/" + IMEI, ""),
          new Page("/console/sign-in", "phone=" + PHONE),
          new Page("/console/rollouts", ""),
          new Page("/console/rollouts/1", ""),
          new Page("/console/schedules", ""),
          new Page("/console/schedules?state=answered", ""),
          new Page("/console/money", ""));

  private final HttpClient http = HttpClient.newHttpClient();
  private StatementCounter counter;
  private Neighbourhood around;
  private Application peyk;

  @BeforeEach
  void start() throws IOException {
    counter = new StatementCounter(DATABASE.config());
    around = new Neighbourhood(counter.config(), 0);
    around.traccar.seedDevices(FLEET);
    peyk =
        around.start(
            Map.of("SCHEDULE_ENABLED", "true", "SCHEDULE_MODELS", "none", "OTP_COOLDOWN", "2m"));
    Eventually.until(
        "the fleet is linked",
        () -> around.traccar.linkedDeviceCount(around.administrator.id()) == FLEET);
    release();
    execute(FILL);
    execute("VACUUM (ANALYZE)");
  }

  private static void execute(String sql) {
    var database = DATABASE.config();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void release() {
    var releases = "/admin/firmware/releases";
    admin(
        releases,
        """
        {"type": 95, "revision": 2, "version": 131083, "link": "http://127.0.0.1/app",
         "rollout": {"stages": [{"percent": 1}, {"percent": 50}, {"percent": 100}]}}\
        """);
    admin(releases + "/1/activate", "{}");
  }

  private void admin(String path, String body) {
    assertThat(send(new Page(path, body)).statusCode()).as(path).isBetween(200, 299);
  }

  @AfterEach
  void stop() {
    around.close();
    counter.close();
    http.close();
  }

  @Test
  void each_page_takes_few_statements_and_has_a_bounded_size() {
    System.out.printf("Pages of the console with %,d trackers:%n", FLEET);
    PAGES.forEach(this::measure);
  }

  /** The service does other things too, so the fewest statements of some visits are the page's. */
  private void measure(Page page) {
    var statements = new long[REPEATS];
    var micros = new long[REPEATS];
    for (int i : IntStream.range(0, REPEATS).toArray()) {
      long before = counter.statements();
      long begun = System.nanoTime();
      var reply = send(page);
      micros[i] = Duration.ofNanos(System.nanoTime() - begun).toNanos() / 1000;
      statements[i] = counter.statements() - before;
      assertThat(reply.statusCode()).as(page.path()).isEqualTo(200);
      assertThat(reply.body().length()).as(page.path()).isLessThan(LONGEST_PAGE);
    }
    Arrays.sort(micros);
    var fewest = Arrays.stream(statements).min().orElseThrow();
    System.out.printf(
        "  %-40s median %6.1f ms, worst %6.1f ms, %d statements%n",
        page.path(), micros[REPEATS / 2] / 1000.0, micros[REPEATS - 1] / 1000.0, fewest);
    assertThat(fewest).as("statements of " + page.path()).isLessThanOrEqualTo(MOST_STATEMENTS);
  }

  private HttpResponse<String> send(Page page) {
    try {
      return http.send(page.request(peyk.adminPort()), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
