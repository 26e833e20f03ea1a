package peyk.adapters.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import peyk.domain.diagnosis.KafkaFacts;

/**
 * How far the whole group has read the topic. Once it has passed the topic's end of an earlier
 * moment, all events before that moment are in the inbox.
 */
final class GroupProgress {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final String topic;
  private @Nullable Mark mark;

  /**
   * @param ends the offset after the last record of each partition at that moment
   */
  private record Mark(Instant at, Map<TopicPartition, Long> ends) {
    boolean isPassed(Map<TopicPartition, OffsetAndMetadata> committed) {
      return ends.entrySet().stream()
          .allMatch(end -> offset(committed, end.getKey()) >= end.getValue());
    }
  }

  /**
   * @param completeUntil the time until which all events are in the inbox, if it has moved
   */
  record Look(KafkaFacts facts, Optional<Instant> completeUntil) {}

  GroupProgress(String topic) {
    this.topic = topic;
  }

  /**
   * Asks the brokers.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if none answers within some seconds
   */
  Look look(Consumer<?, ?> consumer, Instant now) {
    var partitions =
        consumer.partitionsFor(topic, TIMEOUT).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toSet());
    if (partitions.isEmpty()) {
      return new Look(new KafkaFacts.NoTopic(topic), Optional.empty());
    }
    var ends = consumer.endOffsets(partitions, TIMEOUT);
    var committed = consumer.committed(partitions, TIMEOUT);
    var waiting =
        ends.entrySet().stream()
            .mapToLong(end -> Math.max(0, end.getValue() - offset(committed, end.getKey())))
            .sum();
    return new Look(
        new KafkaFacts.Read(topic, partitions.size(), waiting), passed(committed, ends, now));
  }

  private Optional<Instant> passed(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> ends,
      Instant now) {
    var earlier = mark;
    if (earlier != null && !earlier.isPassed(committed)) {
      return Optional.empty();
    }
    mark = new Mark(now, ends);
    return Optional.ofNullable(earlier).map(Mark::at);
  }

  /** 0 if the group has read nothing of it. */
  private static long offset(
      Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
    var offset = committed.get(partition);
    return offset == null ? 0 : offset.offset();
  }
}
