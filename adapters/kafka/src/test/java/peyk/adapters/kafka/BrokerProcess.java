package peyk.adapters.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A single broker that is its own controller; it ends when its standard input does. */
public final class BrokerProcess {
  static final String READY = "the broker is ready";

  private BrokerProcess() {}

  /**
   * @param arguments a directory, the port for clients, the port of the controller
   */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    if (Files.notExists(directory.resolve("meta.properties"))) {
      format(directory);
    }
    var server =
        new KafkaRaftServer(
            new KafkaConfig(properties(directory, arguments[1], arguments[2]), false), Time.SYSTEM);
    server.startup();
    System.out.println(READY);
    awaitEnd();
    Runtime.getRuntime().halt(0);
  }

  private static void format(Path directory) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(1)
        .setClusterId("peyk-test-cluster-0000")
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setControllerListenerName("CONTROLLER")
        .run();
  }

  private static Properties properties(Path directory, String port, String controllerPort) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s"
                    .formatted(port, controllerPort),
            "log.dirs", directory.toString(),
            "auto.create.topics.enable", "false"));
    // as few threads, files and pauses as a test needs
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "500",
            "broker.heartbeat.interval.ms", "100",
            "controller.quorum.election.timeout.ms", "100",
            "controller.quorum.election.backoff.max.ms", "50",
            "num.io.threads", "2",
            "num.network.threads", "1",
            "log.cleaner.enable", "false"));
    return properties;
  }

  private static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // whatever is written is ignored
    }
  }
}
