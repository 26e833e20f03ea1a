package peyk.domain.diagnosis;

import static peyk.domain.diagnosis.Area.KAFKA;

/** Turns the facts about Kafka into a finding. */
public final class KafkaDiagnosis {
  private KafkaDiagnosis() {}

  public static Finding finding(KafkaFacts facts) {
    return switch (facts) {
      case KafkaFacts.Away(var servers) ->
          KAFKA.fault(
              "kafka_away",
              "no broker answers at "
                  + servers
                  + "; answers of trackers wait in Kafka or in Traccar",
              "see that the brokers run and that this machine may reach them, and check"
                  + " KAFKA_BOOTSTRAP_SERVERS, and security.protocol in KAFKA_PROPERTIES_FILE");
      case KafkaFacts.Refused(var reason) ->
          KAFKA.fault(
              "kafka_refused",
              "it does not let this service in: " + reason,
              "check the user and the certificates in KAFKA_PROPERTIES_FILE, and let that user read"
                  + " the topic and the group");
      case KafkaFacts.NoTopic(var topic) ->
          KAFKA.fault(
              "kafka_no_topic",
              "there is no topic " + topic,
              "create it, and set event.forward.topic in Traccar's configuration and KAFKA_TOPIC to"
                  + " its name");
      case KafkaFacts.Read(var topic, var partitions, var waiting) ->
          KAFKA.ok(
              "kafka",
              "the topic %s has %d partitions, and %d of its events wait"
                  .formatted(topic, partitions, waiting));
    };
  }
}
