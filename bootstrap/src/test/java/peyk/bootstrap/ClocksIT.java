package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedTracker;
import peyk.domain.Eventually;

/**
 * Two replicas in processes of their own. The clock of one machine is half an hour ahead of the
 * other's; then both step by an hour in opposite directions.
 */
class ClocksIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int TRACKERS = 5;
  private static final Set<Integer> ORDERED = Set.of(200, 201);

  /** The gap is 1 s. A replica knows the time as exactly as a busy machine lets it be read. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

  private static final Duration AHEAD = Duration.ofMinutes(30);
  private static final Duration STEP = Duration.ofHours(1);

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private PostgresDatabase database;
  private Neighbourhood around;
  private Replica ahead;
  private Replica right;

  /** A process with its ports, its machine's clock and its log. */
  private record Replica(
      ServiceProcess process, int port, int admin, MachineClock clock, Path log) {
    String logged() throws IOException {
      return Files.readString(log);
    }
  }

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), TRACKERS);
    ahead = replica("ahead", AHEAD);
    right = replica("right", Duration.ZERO);
    Eventually.until("one is ready", () -> isReady(ahead));
    Eventually.until("the other is ready", () -> isReady(right));
  }

  private Replica replica(String name, Duration wrong) {
    var clock = new MachineClock(directory.resolve(name + ".clock"), wrong);
    var log = directory.resolve(name + ".log");
    int port = ServiceProcess.freePort();
    int admin = ServiceProcess.freePort();
    var own =
        new HashMap<>(
            Map.of(
                "JAVA_OPTS", "-XX:TieredStopAtLevel=1",
                "SERVER_PORT", Integer.toString(port),
                "ADMIN_PORT", Integer.toString(admin),
                "OTP_COOLDOWN", "30s",
                "SCHEDULE_ENABLED", "true",
                "COMMAND_RATE", "1000",
                "COMMAND_GAP", "1s",
                "COMMAND_PATIENCE", "2s"));
    own.putAll(clock.environment());
    var process = ServiceProcess.start(around.environment(own), log);
    return new Replica(process, port, admin, clock, log);
  }

  private boolean isReady(Replica replica) {
    try {
      return http.send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:" + replica.admin() + "/observe/health/ready"))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() {
    ahead.process().close();
    right.process().close();
    around.close();
    http.close();
  }

  @Test
  void codes_jobs_and_commands_go_by_one_clock() throws IOException {
    codesGoByOneClock("0912111000");
    commandsGoByOneClock("getver");
    var phone = "09121110009";
    var code = request(ahead, phone);

    ahead.clock().set(AHEAD.minus(STEP));
    right.clock().set(STEP);

    assertThat(verify(right, phone, code)).contains("\"token\"");
    codesGoByOneClock("0912111001");
    commandsGoByOneClock("getimsi");
    assertThat(ahead.logged()).doesNotContain("job taken over");
    assertThat(right.logged()).doesNotContain("job taken over");
  }

  private void codesGoByOneClock(String phones) {
    var phone = phones + "1";
    var code = request(ahead, phone);
    assertThat(seconds("expires_at - first_sent_at", phone)).isBetween(119, 130);
    assertThat(seconds("now() - first_sent_at", phone)).isBetween(-1, 100);
    assertThat(post(right, "/api/otprequest", phone)).contains("rate_limited");
    assertThat(verify(right, phone, code)).contains("\"token\"");
    assertThat(verify(ahead, phone, code)).contains("otp_unknown");

    var victim = phones + "2";
    var right = request(this.right, victim);
    for (int i = 0; i < 5; i++) {
      verify(i % 2 == 0 ? ahead : this.right, victim, wrong(right));
    }
    assertThat(verify(ahead, victim, right)).doesNotContain("\"token\"");
    assertThat(verify(this.right, victim, right)).doesNotContain("\"token\"");
  }

  private int seconds(String interval, String phone) {
    return Integer.parseInt(
        texts(
                "SELECT round(extract(epoch FROM %s)) FROM otp_phone WHERE phone = '+98%s'"
                    .formatted(interval, phone.substring(1)))
            .getFirst());
  }

  private static String wrong(String code) {
    return code.charAt(0) == '9' ? "8" + code.substring(1) : "9" + code.substring(1);
  }

  /** Both order, either sends, and a slow Traccar makes jobs run for longer than a heartbeat. */
  private void commandsGoByOneClock(String text) {
    around.traccar.requests().slow(Duration.ofSeconds(1));
    assertThat(admin(right, "/admin/schedules/imsi/run", "")).isEqualTo(200);
    Eventually.until(
        "the firing has ended",
        () -> texts("SELECT 'open' FROM schedule_firing WHERE ended_at IS NULL").isEmpty());
    around.traccar.requests().slow(Duration.ZERO);
    for (var tracker : around.fleet.trackers()) {
      order(ahead, tracker, text);
      order(right, tracker, "getpass");
    }
    Eventually.until(
        "all is sent", () -> texts("SELECT text FROM command WHERE state = 'wanted'").isEmpty());
    assertThat(around.fleet.trackers())
        .allSatisfy(tracker ->
            assertThat(around.traccar.leastPauseBetweenCommandsTo(tracker.imei()).orElseThrow())
                .isGreaterThanOrEqualTo(LEAST_PAUSE));
  }

  /** Traccar may just have been too slow, and is then taken for absent. */
  private void order(Replica replica, SimulatedTracker tracker, String text) {
    var body = "{\"imei\":\"%s\",\"command\":\"%s\"}".formatted(tracker.imei(), text);
    Eventually.until(
        "it is ordered", () -> ORDERED.contains(admin(replica, "/admin/commands", body)));
  }

  private int admin(Replica replica, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.admin() + path))
            .timeout(Eventually.TIMEOUT)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String request(Replica replica, String phone) {
    assertThat(post(replica, "/api/otprequest", phone)).contains("\"time\"");
    return around.sms.awaitMessage(phone, Eventually.TIMEOUT).input("param1");
  }

  private String post(Replica replica, String path, String phone) {
    return around.post(replica.port(), path, "phone", phone);
  }

  private String verify(Replica replica, String phone, String code) {
    return around.post(replica.port(), "/api/otpverify", "phone", phone, "sms_message", code);
  }

  private List<String> texts(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
