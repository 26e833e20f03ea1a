package peyk.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaDiagnosisTest {
  @Test
  void a_topic_that_can_be_read_is_well_and_says_what_waits() {
    var finding = KafkaDiagnosis.finding(new KafkaFacts.Read("events", 12, 7));
    assertThat(finding.isFault()).isFalse();
    assertThat(finding.sentence()).contains("events", "12 partitions", "7 of its events");
  }

  @Test
  void whatever_keeps_events_away_is_a_fault_with_a_cure() {
    assertCure(
        new KafkaFacts.Away("kafka:9092"),
        "kafka:9092",
        "KAFKA_BOOTSTRAP_SERVERS, and security.protocol in KAFKA_PROPERTIES_FILE");
    assertCure(new KafkaFacts.Refused("no such user"), "no such user", "KAFKA_PROPERTIES_FILE");
    assertCure(new KafkaFacts.NoTopic("events"), "no topic events", "event.forward.topic");
  }

  private static void assertCure(KafkaFacts facts, String sentence, String cure) {
    var finding = KafkaDiagnosis.finding(facts);
    assertThat(finding.isFault()).isTrue();
    assertThat(finding.sentence()).contains(sentence);
    assertThat(finding.cure().orElseThrow()).contains(cure);
  }
}
