package peyk.domain.diagnosis;

/** The result of a check of Kafka. */
public sealed interface KafkaFacts {
  /**
   * No broker answers.
   *
   * @param servers the configured addresses
   */
  record Away(String servers) implements KafkaFacts {}

  /**
   * A broker answers, and does not let this service in.
   *
   * @param reason in the words of Kafka's client, without secrets
   */
  record Refused(String reason) implements KafkaFacts {}

  record NoTopic(String topic) implements KafkaFacts {}

  /**
   * The topic can be read.
   *
   * @param waiting the number of events that no replica has stored yet
   */
  record Read(String topic, int partitions, long waiting) implements KafkaFacts {}
}
