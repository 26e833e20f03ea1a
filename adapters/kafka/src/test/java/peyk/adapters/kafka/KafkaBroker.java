package peyk.adapters.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import peyk.domain.Eventually;

/** A real broker in a process of its own, and what a test does with it. */
public final class KafkaBroker implements AutoCloseable {
  private final Path directory;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private Process process;
  private KafkaProducer<String, String> producer;

  private KafkaBroker(Path directory) {
    this.directory = directory;
  }

  /** Begins to start a broker that keeps its data in this directory. */
  public static KafkaBroker start(Path directory) {
    var broker = new KafkaBroker(directory);
    broker.start();
    return broker;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, with its data and its port. */
  public void start() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      java,
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-Xmx256m",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-cp",
                      classes,
                      BrokerProcess.class.getName(),
                      directory.resolve("data").toString(),
                      String.valueOf(port),
                      String.valueOf(controllerPort)))
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return directory.resolve("log");
  }

  public KafkaBroker awaitReady() {
    Eventually.until(
        "the broker is ready\n" + logged(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the broker ended\n" + logged());
          }
          return logged().contains(BrokerProcess.READY);
        });
    return this;
  }

  private String logged() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without any notice, as a machine that fails does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Waits until the topic can be written to. */
  public void createTopic(String name, int partitions) {
    try (var admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
      Eventually.until("it has leaders", () -> hasLeaders(admin, name, partitions));
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasLeaders(Admin admin, String topic, int partitions) {
    try {
      admin
          .listOffsets(
              IntStream.range(0, partitions)
                  .mapToObj(number -> new TopicPartition(topic, number))
                  .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
          .all()
          .get();
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The first offset of each partition that a group has not read. */
  public Map<Integer, Long> committed(String group) {
    try (var admin = admin()) {
      var offsets =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet();
      return offsets.stream()
          .filter(entry -> Optional.ofNullable(entry.getValue()).isPresent())
          .collect(
              Collectors.toMap(
                  entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Deletes records as their retention does. */
  public void deleteRecords(String topic, Map<Integer, Long> before) {
    try (var admin = admin()) {
      admin
          .deleteRecords(
              before.entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          entry -> new TopicPartition(topic, entry.getKey()),
                          entry -> RecordsToDelete.beforeOffset(entry.getValue()))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers()));
  }

  /** Forwards as Traccar does: keyed by the device's id, acknowledged by all. */
  public void send(String topic, String key, String value) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", servers(), "acks", "all"),
              new StringSerializer(),
              new StringSerializer());
    }
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  /** Waits until everything that was sent is in the log. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
    }
    kill();
  }
}
