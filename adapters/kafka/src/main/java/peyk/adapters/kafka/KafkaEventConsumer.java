package peyk.adapters.kafka;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.monitoring.Metric;
import peyk.domain.StorageUnavailableException;
import peyk.domain.diagnosis.KafkaFacts;
import peyk.domain.time.Backoff;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.OnlineListener;

/**
 * Reads the events that Traccar forwards to Kafka. All replicas are one group, so each reads some
 * partitions. A record counts as read after the inbox has its event; after a failure it is read
 * again, and the inbox drops what it knows. So Kafka's log is what recovers a gap.
 */
public final class KafkaEventConsumer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaEventConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LOOKS = Duration.ofSeconds(10);
  private static final Backoff REOPEN = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));
  private static final Backoff DATABASE = new Backoff(Duration.ofMillis(100), TIMEOUT);

  private final KafkaConfig config;
  private final RecordWriter writer;
  private final EventInbox inbox;
  private final ClusterTime clock;
  private final RandomGenerator random;
  private final Duration looks;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile KafkaFacts facts;
  private int failures;
  private int databaseFailures;
  private String loggedFailure = "";
  private long nextLook = System.nanoTime();

  /**
   * Starts reading, now or as soon as a broker is there.
   *
   * @param clock that the time until which all events are in the inbox is measured by
   */
  public static KafkaEventConsumer start(
      KafkaConfig config,
      EventInbox inbox,
      OnlineListener onlineListener,
      MeterRegistry metrics,
      ClusterTime clock,
      RandomGenerator random) {
    return start(config, inbox, onlineListener, metrics, clock, random, LOOKS);
  }

  static KafkaEventConsumer start(
      KafkaConfig config,
      EventInbox inbox,
      OnlineListener onlineListener,
      MeterRegistry metrics,
      ClusterTime clock,
      RandomGenerator random,
      Duration looks) {
    var writer = new RecordWriter(inbox, onlineListener, metrics);
    var events = new KafkaEventConsumer(config, inbox, writer, clock, random, looks);
    events.addGauges(metrics);
    events.thread.start();
    return events;
  }

  private KafkaEventConsumer(
      KafkaConfig config,
      EventInbox inbox,
      RecordWriter writer,
      ClusterTime clock,
      RandomGenerator random,
      Duration looks) {
    this.config = config;
    this.inbox = inbox;
    this.writer = writer;
    this.clock = clock;
    this.random = random;
    this.looks = looks;
    facts = away(config);
    thread = Thread.ofPlatform().daemon().name("kafka-events").unstarted(this::run);
  }

  /** Looks once, without reading anything. */
  public static KafkaFacts probe(KafkaConfig config) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config.properties())) {
      return new GroupProgress(config.topic()).look(consumer, Instant.EPOCH).facts();
    } catch (KafkaException e) {
      return facts(config, e);
    }
  }

  private void addGauges(MeterRegistry metrics) {
    gauge(metrics, Metric.KAFKA_CONNECTED, () -> facts instanceof KafkaFacts.Read ? 1L : 0L);
    gauge(
        metrics,
        Metric.KAFKA_WAITING,
        () -> facts instanceof KafkaFacts.Read read ? read.waiting() : 0L);
  }

  private static void gauge(MeterRegistry metrics, Metric metric, Supplier<Long> value) {
    metrics.getOrCreate(Gauge.builder(metric.id(), value).description(metric.description()));
  }

  /** The state of Kafka at the last check, some seconds ago. */
  public KafkaFacts facts() {
    return facts;
  }

  /** Stops reading once the present batch is stored. The other replicas go on at once. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TIMEOUT.multipliedBy(4));
      thread.interrupt();
      thread.join(TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    while (!isClosing()) {
      try {
        readUntilFailure();
      } catch (KafkaException e) {
        found(facts(config, e));
        logOnce(e);
      } catch (RuntimeException | Error e) {
        // Without this thread no event would be read.
        found(away(config));
        log.error("reading from kafka failed", e);
      }
      pause(REOPEN.pause(++failures, random));
    }
  }

  private void readUntilFailure() {
    var consumer = new KafkaConsumer<byte[], byte[]>(config.properties());
    try {
      consumer.subscribe(List.of(config.topic()));
      var progress = new GroupProgress(config.topic());
      while (!isClosing()) {
        take(consumer, consumer.poll(POLL));
        if (System.nanoTime() - nextLook >= 0) {
          look(consumer, progress);
          nextLook = System.nanoTime() + looks.toNanos();
        }
      }
    } finally {
      consumer.close(CloseOptions.timeout(TIMEOUT));
    }
  }

  private void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return;
    }
    try {
      writer.store(records);
      databaseIsThere();
      commit(consumer);
    } catch (StorageUnavailableException e) {
      records
          .partitions()
          .forEach(partition ->
              consumer.seek(partition, records.records(partition).getFirst().offset()));
      databaseIsAway();
    }
  }

  /** If this fails, the same records are read again; a stored event stays one row. */
  private static void commit(Consumer<?, ?> consumer) {
    try {
      consumer.commitSync(TIMEOUT);
    } catch (TimeoutException | CommitFailedException | RebalanceInProgressException e) {
      log.info("stored events may come again reason=\"{}\"", e.toString());
    }
  }

  private void databaseIsThere() {
    if (databaseFailures > 0) {
      log.info("answers no longer wait for the database");
    }
    databaseFailures = 0;
  }

  private void databaseIsAway() {
    if (databaseFailures == 0) {
      log.warn("answers wait for the database");
    }
    pause(DATABASE.pause(++databaseFailures, random));
  }

  private void look(Consumer<?, ?> consumer, GroupProgress progress) {
    try {
      var look = progress.look(consumer, clock.now());
      found(look.facts());
      look.completeUntil().ifPresent(inbox::completeUntil);
    } catch (TimeoutException e) {
      found(away(config));
    } catch (StorageUnavailableException e) {
      log.debug("the database is away", e);
    }
  }

  /** Logs a change. */
  private void found(KafkaFacts now) {
    var before = facts;
    facts = now;
    if (before.getClass() != now.getClass()) {
      if (now instanceof KafkaFacts.Read) {
        failures = 0;
        loggedFailure = "";
        log.info("reading the events in kafka {}", now);
      } else {
        log.warn("not reading the events in kafka {}", now);
      }
    }
  }

  private void logOnce(KafkaException failure) {
    var reason = reason(failure);
    if (!reason.equals(loggedFailure)) {
      loggedFailure = reason;
      log.warn("kafka's client failed reason=\"{}\"", loggedFailure);
    }
  }

  /** In the words of Kafka's client. Those of others, such as login modules, may hold a secret. */
  private static String reason(KafkaException failure) {
    return failure.getCause() instanceof KafkaException cause ? reason(cause) : failure.toString();
  }

  private static KafkaFacts facts(KafkaConfig config, KafkaException failure) {
    return switch (failure) {
      case AuthenticationException e -> new KafkaFacts.Refused(String.valueOf(e.getMessage()));
      case AuthorizationException e -> new KafkaFacts.Refused(String.valueOf(e.getMessage()));
      default -> away(config);
    };
  }

  private static KafkaFacts away(KafkaConfig config) {
    return new KafkaFacts.Away(String.join(",", config.servers()));
  }

  private void pause(Duration duration) {
    try {
      closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }
}
