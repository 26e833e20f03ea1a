package peyk.adapters.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where Traccar's events are, and how they are read.
 *
 * @param servers {@code host:port} of some brokers
 * @param topic that Traccar forwards its events to
 * @param group that all replicas share; Kafka keeps its progress under this name
 * @param client further properties of Kafka's client, such as those of TLS and SASL
 */
public record KafkaConfig(
    List<String> servers, String topic, String group, Map<String, String> client) {
  /** A topic's and a group's name, as brokers allow them. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s/]+):\\d{1,5}");

  private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");
  private static final Set<String> OTHERS =
      Set.of(
          "client.dns.lookup",
          "client.id",
          "client.rack",
          "heartbeat.interval.ms",
          "session.timeout.ms");

  /** A replica that was killed leaves its partitions to the others after this time. */
  private static final int SESSION_MILLIS = 10_000;

  /** Bounds of memory: events have about 2 kB. */
  private static final int MOST_RECORDS = 500;

  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int MOST_BYTES_OF_A_PARTITION = 1024 * 1024;

  /**
   * @throws IllegalArgumentException if Kafka's client cannot use this; the message has no secret
   */
  public KafkaConfig {
    servers = List.copyOf(servers);
    client = Map.copyOf(client);
    require(
        servers.stream().allMatch(server -> ADDRESS.matcher(server).matches()),
        "an address must be host:port");
    require(NAME.matcher(topic).matches(), "the topic's name is none that Kafka allows");
    require(NAME.matcher(group).matches(), "the group's name is none that Kafka allows");
    client.keySet().forEach(KafkaConfig::checkName);
    try {
      new ConsumerConfig(properties(servers, group, client));
    } catch (ConfigException e) {
      throw new IllegalArgumentException("Kafka's client refuses it: " + reason(e), e);
    }
  }

  /** The message names the wrong value, which may be a secret. */
  private static String reason(ConfigException e) {
    return String.valueOf(e.getMessage())
        .replaceAll("(?si)invalid value .* for configuration", "a wrong value of")
        .replaceAll("(?s):.*", "");
  }

  private static void checkName(String name) {
    require(
        OTHERS.contains(name) || SECURITY.stream().anyMatch(name::startsWith),
        "the property " + name + " may not be set");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  Map<String, Object> properties() {
    return properties(servers, group, client);
  }

  private static Map<String, Object> properties(
      List<String> servers, String group, Map<String, String> client) {
    var properties = new HashMap<String, Object>();
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "peyk");
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    properties.putAll(client);
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class));
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_A_PARTITION);
    return properties;
  }

  /** Without the properties, which may hold a password. */
  @Override
  public String toString() {
    return "KafkaConfig[servers=" + servers + ", topic=" + topic + ", group=" + group + "]";
  }
}
