package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.kafka.Forwarded;
import peyk.adapters.kafka.KafkaBroker;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/** Replicas whose events come by Kafka, from a real broker. */
class KafkaIT {
  private static final int EVENTS = Endurance.size(400, 40_000);

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path directory;
  private static KafkaBroker broker;

  private Neighbourhood around;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start(directory);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 3);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void answers_come_without_a_socket_notifications_or_links_whoever_starts_first() {
    var imei = around.fleet.tracker(0).imei();
    var id = around.traccar.device(imei).orElseThrow().id();
    var peyk = around.start(kafka("first"));
    broker.awaitReady();
    broker.createTopic("first", 2);

    broker.send("first", String.valueOf(id), Forwarded.answer(1, id, "PASS:4711"));

    Eventually.until(
        "it has its effect", () -> around.attributeOf(imei, "Device Password").equals("4711"));
    Eventually.until(
        "all is well",
        () ->
            health(peyk).contains("trackers are heard")
                && health(peyk).contains("topic first has 2"));
    assertThat(around.traccar.notificationsOf(around.administrator.id())).isEmpty();
    assertThat(around.traccar.linksOf(id)).isEmpty();
    assertThat(around.traccar.openSockets()).isZero();
    assertThat(around.get(peyk.adminPort(), "/observe/metrics"))
        .contains("peyk_kafka_connected", "peyk_kafka_records_total{kind=\"answer\"");
  }

  @Test
  void a_replica_that_is_killed_leaves_its_partitions_to_the_others_and_no_answer_is_lost()
      throws IOException {
    broker.awaitReady();
    broker.createTopic("second", 8);
    var settings = kafka("second");
    settings.put("KAFKA_PROPERTIES_FILE", quickly().toString());
    try (var doomed = RunningService.start(around, settings)) {
      doomed.awaitReady();
      Eventually.until(
          "it reads",
          () -> around.get(doomed.adminPort(), "/observe/health").contains("topic second has 8"));
      around.start(settings);
      send(1, EVENTS / 2);
      Eventually.until("some are stored", () -> rows("count(*)") > 0);
    }
    send(EVENTS / 2 + 1, EVENTS);

    Eventually.until("all are stored", () -> rows("count(DISTINCT event_id)") == EVENTS);
    assertThat(rows("count(*)")).isEqualTo(EVENTS);
  }

  /** A dead replica is noticed within a second. */
  private static Path quickly() throws IOException {
    return Files.writeString(
        directory.resolve("client.properties"),
        "session.timeout.ms=1000\nheartbeat.interval.ms=300\nsecurity.protocol=PLAINTEXT\n");
  }

  private static void send(long first, long last) {
    LongStream.rangeClosed(first, last)
        .forEach(id -> {
          var device = 1_000_000 + id % 100;
          broker.send(
              "second", String.valueOf(device), Forwarded.answer(id, device, "answer " + id));
        });
  }

  private static Map<String, String> kafka(String topic) {
    return new HashMap<>(
        Map.of(
            "TRACCAR_EVENTS",
            "kafka",
            "KAFKA_BOOTSTRAP_SERVERS",
            broker.servers(),
            "KAFKA_TOPIC",
            topic,
            "KAFKA_GROUP",
            topic));
  }

  private String health(Application peyk) {
    return around.get(peyk.adminPort(), "/observe/health");
  }

  private static long rows(String what) {
    var config = DATABASE.config();
    try (var connection =
            DriverManager.getConnection(
                config.jdbcUrl(), config.user(), config.password().value());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT " + what + " FROM event_inbox")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
