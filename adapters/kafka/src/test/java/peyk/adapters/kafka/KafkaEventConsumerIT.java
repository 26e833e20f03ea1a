package peyk.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import peyk.domain.Endurance;
import peyk.domain.Eventually;
import peyk.domain.MovableClock;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.KafkaFacts;
import peyk.domain.tracker.OnlineListener;

/** Replicas that read a topic of a real broker. */
class KafkaEventConsumerIT {
  private static final int PARTITIONS = 4;
  private static final int EVENTS = Endurance.size(2_000, 200_000);
  private static final Duration PATIENCE = Duration.ofMinutes(Endurance.size(2, 30));
  private static final int DEVICES = 50;

  private static final MeterRegistry METRICS = Metrics.createMeterRegistry();

  @TempDir static Path directory;
  private static KafkaBroker broker;

  private final RecordingInbox inbox = new RecordingInbox();
  private final List<DeviceId> online = new CopyOnWriteArrayList<>();
  private final MovableClock clock = new MovableClock();
  private final Deque<KafkaEventConsumer> replicas = new ArrayDeque<>();
  private String topic;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start(directory).awaitReady();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, PARTITIONS);
  }

  @AfterEach
  void stop() {
    while (!replicas.isEmpty()) {
      replicas.pop().close();
    }
  }

  @Test
  void two_replicas_store_each_answer_once_and_in_the_order_of_its_device() {
    replica();
    replica();

    send(1, EVENTS);

    awaitRows(EVENTS);
    assertThat(inbox.received()).hasSize(EVENTS);
    assertEachDeviceInOrder(EVENTS);
  }

  @Test
  void answers_that_came_while_no_replica_ran_are_read_later_and_stored_ones_are_not_read_again() {
    send(1, 100);
    var first = replica();
    awaitRows(100);
    awaitCommitted(100);
    replicas.remove(first);
    first.close();
    send(101, 200);

    replica();

    awaitRows(200);
    assertThat(inbox.received()).hasSize(200);
  }

  @Test
  void no_offset_is_committed_before_the_database_has_the_row() {
    inbox.away(true);
    send(1, 100);
    replica();
    Eventually.until("the database refuses more than once", () -> inbox.refusals() > 1);
    assertThat(broker.committed(topic).values()).allMatch(offset -> offset == 0);

    inbox.away(false);

    awaitRows(100);
    awaitCommitted(100);
    assertEachDeviceInOrder(100);
  }

  @Test
  void what_a_replica_read_and_did_not_store_is_read_by_another() {
    send(1, 100);
    try (var lost = new KafkaConsumer<byte[], byte[]>(config().properties())) {
      lost.subscribe(List.of(topic));
      Eventually.until("it has read something", () -> !lost.poll(Duration.ofMillis(50)).isEmpty());
    }

    replica();

    awaitRows(100);
  }

  @Test
  void a_record_that_comes_again_is_one_row() {
    var answer = Forwarded.answer(1, 1, "IMSI:432350123456789");
    broker.send(topic, "1", answer);
    broker.send(topic, "1", answer);
    broker.send(topic, "1", Forwarded.answer(2, 1, "last"));

    replica();

    awaitRows(2);
    assertThat(inbox.received()).hasSize(3);
  }

  @Test
  void a_record_that_is_no_event_is_skipped_counted_and_logged_without_its_content() {
    var malformed = counted("malformed");
    var answers = counted("answer");
    try (var log = new LogCapture(Level.INFO)) {
      broker.send(topic, "1", Forwarded.answer(1, 1, "before"));
      broker.send(topic, "1", "PASS:4711");
      broker.send(topic, "1", null);
      broker.send(topic, "1", Forwarded.answer(2, 1, "after"));

      replica();

      awaitRows(2);
      awaitCommitted(4);
      assertThat(inbox.resultsOf(1)).containsExactly("before", "after");
      assertThat(log.lines())
          .anyMatch(line -> line.contains("no events of traccar") && line.contains(topic))
          .noneMatch(line -> line.contains("4711"));
    }
    assertThat(counted("malformed") - malformed).isEqualTo(2);
    assertThat(counted("answer") - answers).isEqualTo(2);
  }

  @Test
  void an_answer_that_the_database_can_never_take_holds_nothing_up() {
    inbox.check(event -> {
      if (event.result().equals("impossible")) {
        throw new IllegalStateException("no row can have that");
      }
    });
    broker.send(topic, "1", Forwarded.answer(1, 1, "before"));
    broker.send(topic, "1", Forwarded.answer(2, 1, "impossible"));
    broker.send(topic, "1", Forwarded.answer(3, 1, "after"));

    replica();

    awaitRows(2);
    awaitCommitted(3);
    assertThat(inbox.resultsOf(1)).containsExactly("before", "after");
  }

  @Test
  void a_device_that_is_online_is_reported_again_until_that_is_stored() {
    var refusals = new ArrayList<DeviceId>();
    var listener =
        new OnlineListener() {
          @Override
          public boolean isNews(DeviceId device) {
            return !online.contains(device);
          }

          @Override
          public void online(Collection<DeviceId> devices) {
            if (refusals.isEmpty()) {
              refusals.addAll(devices);
              throw new StorageUnavailableException("the database is away");
            }
            online.addAll(devices);
          }
        };
    broker.send(topic, "7", Forwarded.online(1, 7));
    broker.send(topic, "8", Forwarded.answer(2, 8, "x", Forwarded.AT, "online"));
    broker.send(topic, "9", Forwarded.answer(3, 9, "x"));

    replica(config(), listener);

    awaitRows(2);
    Eventually.until("both are reported", () -> online.size() == 2);
    assertThat(online).containsExactlyInAnyOrder(new DeviceId(7), new DeviceId(8));
    assertThat(refusals).isNotEmpty();
  }

  @Test
  void a_broker_that_fails_and_comes_back_loses_nothing() {
    var replica = replica();
    send(1, 100);
    awaitRows(100);
    broker.kill();
    Eventually.until("that is noticed", () -> replica.facts() instanceof KafkaFacts.Away);

    broker.start();
    broker.awaitReady();
    send(101, 200);

    awaitRows(200);
    Eventually.until("that is noticed", () -> replica.facts() instanceof KafkaFacts.Read);
    assertEachDeviceInOrder(200);
  }

  @Test
  void once_the_group_has_read_everything_the_inbox_is_complete_until_then() {
    send(1, 10);
    broker.flush();
    var replica = replica();

    Eventually.until("it is complete", () -> inbox.completeUntil().equals(clock.now()));

    assertThat(inbox.rows()).hasSize(10);
    Eventually.until(
        "nothing waits", () -> replica.facts().equals(new KafkaFacts.Read(topic, PARTITIONS, 0)));
  }

  @Test
  void records_that_kafka_has_deleted_do_not_wait() {
    for (int device = 1; device <= 40; device++) {
      broker.send(topic, String.valueOf(device), Forwarded.answer(device, device, "x"));
    }
    broker.flush();
    broker.deleteRecords(topic, Map.of(0, -1L, 1, -1L, 2, -1L, 3, -1L));

    assertThat(KafkaEventConsumer.probe(config()))
        .isEqualTo(new KafkaFacts.Read(topic, PARTITIONS, 0));
  }

  @Test
  void an_error_of_the_jvm_does_not_end_the_reading() {
    var errors = new AtomicInteger();
    inbox.check(_ -> {
      if (errors.getAndIncrement() == 0) {
        throw new OutOfMemoryError("this test");
      }
    });
    send(1, 10);

    var replica = replica();

    awaitRows(10);
    Eventually.until("all is well", () -> replica.facts() instanceof KafkaFacts.Read);
  }

  @Test
  void while_the_database_is_away_the_inbox_is_not_called_complete_and_events_are_said_to_wait() {
    inbox.away(true);
    send(1, 10);
    broker.flush();
    assertThat(KafkaEventConsumer.probe(config()))
        .isEqualTo(new KafkaFacts.Read(topic, PARTITIONS, 10));
    var replica = replica();

    Eventually.until(
        "they wait", () -> replica.facts().equals(new KafkaFacts.Read(topic, PARTITIONS, 10)));

    assertThat(inbox.completeUntil()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_topic_that_does_not_exist_is_found_out_and_read_once_it_is_there() {
    var name = topic + "-later";
    var later = new KafkaConfig(List.of(broker.servers()), name, name, Map.of());
    assertThat(KafkaEventConsumer.probe(later)).isEqualTo(new KafkaFacts.NoTopic(name));
    var replica = replica(later);
    Eventually.until("that is noticed", () -> replica.facts() instanceof KafkaFacts.NoTopic);

    broker.createTopic(name, 1);
    broker.send(name, "1", Forwarded.answer(1, 1, "x"));

    awaitRows(1);
  }

  @Test
  void a_broker_that_is_not_there_is_away_and_the_service_starts_and_stops_all_the_same() {
    var nowhere = new KafkaConfig(List.of("127.0.0.1:1"), topic, topic, Map.of());

    assertThat(replica(nowhere).facts()).isEqualTo(new KafkaFacts.Away("127.0.0.1:1"));
    assertThat(KafkaEventConsumer.probe(nowhere)).isEqualTo(new KafkaFacts.Away("127.0.0.1:1"));
  }

  @Test
  void certificates_that_cannot_be_read_are_named() {
    var missing =
        Map.of(
            "security.protocol", "SSL",
            "ssl.truststore.location", "/nowhere/trusted.jks",
            "ssl.truststore.password", "geheim");
    try (var log = new LogCapture(Level.INFO)) {
      replica(new KafkaConfig(List.of(broker.servers()), topic, topic, missing));

      Eventually.until(
          "the file is named",
          () -> log.lines().stream().anyMatch(line -> line.contains("/nowhere/trusted.jks")));
      assertThat(log.lines()).noneMatch(line -> line.contains("geheim"));
    }
  }

  private void send(long first, long last) {
    LongStream.rangeClosed(first, last)
        .forEach(id ->
            broker.send(
                topic,
                String.valueOf(id % DEVICES + 1),
                Forwarded.answer(id, id % DEVICES + 1, "answer " + id)));
  }

  private void awaitRows(int number) {
    Eventually.until("the rows are there", PATIENCE, () -> inbox.rows().size() == number);
  }

  private void awaitCommitted(long records) {
    Eventually.until(
        "they are committed",
        () ->
            broker.committed(topic).values().stream().mapToLong(Long::longValue).sum() == records);
  }

  private void assertEachDeviceInOrder(int last) {
    for (int device = 1; device <= DEVICES; device++) {
      int number = device;
      assertThat(inbox.resultsOf(device))
          .isEqualTo(
              IntStream.rangeClosed(1, last)
                  .filter(id -> id % DEVICES + 1 == number)
                  .mapToObj(id -> "answer " + id)
                  .toList());
    }
  }

  private KafkaConfig config() {
    return new KafkaConfig(List.of(broker.servers()), topic, topic, Map.of());
  }

  private KafkaEventConsumer replica() {
    return replica(config());
  }

  private KafkaEventConsumer replica(KafkaConfig config) {
    return replica(config, new Nobody());
  }

  private KafkaEventConsumer replica(KafkaConfig config, OnlineListener listener) {
    var replica =
        KafkaEventConsumer.start(
            config, inbox, listener, METRICS, clock, new Random(1), Duration.ofMillis(100));
    replicas.push(replica);
    return replica;
  }

  private static long counted(String kind) {
    return METRICS
        .counter("peyk_kafka_records", List.of(Tag.create("kind", kind)))
        .map(Counter::count)
        .orElse(0L);
  }

  /** Wants to know of no device. */
  private record Nobody() implements OnlineListener {
    @Override
    public boolean isNews(DeviceId device) {
      return false;
    }

    @Override
    public void online(Collection<DeviceId> devices) {
      throw new AssertionError("nobody asked");
    }
  }
}
