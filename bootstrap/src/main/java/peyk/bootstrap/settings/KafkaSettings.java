package peyk.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import peyk.adapters.kafka.KafkaConfig;

/** Whether Traccar's events come by Kafka, and where it is. */
final class KafkaSettings {
  private static final String SERVERS = "kafka.bootstrap-servers";
  private static final String FILE = "kafka.properties-file";

  private KafkaSettings() {}

  /** Empty if events come by Traccar's socket. */
  static Optional<KafkaConfig> read(SettingsReader read) {
    return read.choice("traccar.events", List.of("socket", "kafka")).equals("kafka")
        ? config(read)
        : Optional.empty();
  }

  private static Optional<KafkaConfig> config(SettingsReader read) {
    var servers = read.list(SERVERS);
    if (servers.isEmpty()) {
      read.required(SERVERS, "host:port of your Kafka brokers");
      return Optional.empty();
    }
    try {
      return Optional.of(
          new KafkaConfig(
              servers, read.text("kafka.topic"), read.text("kafka.group"), properties(read)));
    } catch (IllegalArgumentException e) {
      read.fault("kafka", "cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, String> properties(SettingsReader read) {
    var properties = new Properties();
    read.find(FILE)
        .ifPresent(file -> {
          try (var reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
          } catch (IOException | IllegalArgumentException e) {
            read.fault(FILE, "must be a readable file of Java properties");
          }
        });
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
