package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.adapters.kafka.KafkaConfig;

class KafkaSettingsTest {
  @TempDir Path directory;

  private final List<String> faults = new ArrayList<>();

  @Test
  void events_come_by_the_socket_unless_it_is_said_otherwise() {
    assertThat(read(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"))).isEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void a_topic_and_a_group_have_names_already() {
    assertThat(kafka(Map.of("KAFKA_BOOTSTRAP_SERVERS", "one:9092, two:9092")))
        .contains(new KafkaConfig(List.of("one:9092", "two:9092"), "events", "peyk", Map.of()));
    assertThat(faults).isEmpty();
  }

  @Test
  void passwords_come_from_a_file_of_properties_and_are_not_shown() throws IOException {
    var config = kafka(withFile("security.protocol=SASL_SSL\nsasl.jaas.config=secret\n"));

    assertThat(config.orElseThrow().client())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "secret"));
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void brokers_are_required() {
    assertThat(kafka(Map.of())).isEmpty();
    assertThat(faults).singleElement().asString().contains("KAFKA_BOOTSTRAP_SERVERS", "is missing");
  }

  @Test
  void another_way_than_these_two_is_refused() {
    read(Map.of("TRACCAR_EVENTS", "post"));
    assertThat(faults).singleElement().asString().contains("TRACCAR_EVENTS", "socket, kafka");
  }

  @ParameterizedTest
  @CsvSource({
    "KAFKA_BOOTSTRAP_SERVERS, nowhere, an address must be host:port",
    "KAFKA_TOPIC, two words, the topic's name",
    "KAFKA_GROUP, two words, the group's name",
    "KAFKA_PROPERTIES_FILE, /no/such/file, must be a readable file"
  })
  void a_value_that_kafka_cannot_use_stops_the_start(String variable, String value, String fault) {
    var environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
    environment.put(variable, value);
    kafka(environment);
    assertThat(faults).singleElement().asString().contains(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "enable.auto.commit, true, the property enable.auto.commit may not be set",
    "security.protocol, hunter2, security.protocol"
  })
  void a_property_that_is_not_for_the_user_or_wrong_is_named_without_its_value(
      String name, String value, String fault) throws IOException {
    kafka(withFile(name + "=" + value));
    assertThat(faults).singleElement().asString().contains(fault).doesNotContain("hunter2");
  }

  private Map<String, String> withFile(String properties) throws IOException {
    var file = Files.writeString(directory.resolve("client.properties"), properties);
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_PROPERTIES_FILE", file.toString());
  }

  private Optional<KafkaConfig> kafka(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("TRACCAR_EVENTS", "kafka");
    return read(all);
  }

  private Optional<KafkaConfig> read(Map<String, String> environment) {
    return KafkaSettings.read(
        new SettingsReader(Layers.read(Optional.empty(), environment, faults), faults));
  }
}
