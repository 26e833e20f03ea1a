package peyk.adapters.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
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
    boolean isPassed(Map<TopicPartition, Long> read) {
      return ends.entrySet().stream()
          .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
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
    var read = read(consumer, partitions);
    var waiting =
        ends.entrySet().stream()
            .mapToLong(end -> Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L)))
            .sum();
    return new Look(
        new KafkaFacts.Read(topic, partitions.size(), waiting), passed(read, ends, now));
  }

  /**
   * The first offset of each partition that the group has not read. What Kafka has deleted counts
   * as read: nobody can read it any more.
   */
  private static Map<TopicPartition, Long> read(
      Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
    var committed = consumer.committed(partitions, TIMEOUT);
    return consumer.beginningOffsets(partitions, TIMEOUT).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                first -> {
                  var offset = committed.get(first.getKey());
                  return offset == null
                      ? first.getValue()
                      : Math.max(first.getValue(), offset.offset());
                }));
  }

  private Optional<Instant> passed(
      Map<TopicPartition, Long> read, Map<TopicPartition, Long> ends, Instant now) {
    var earlier = mark;
    if (earlier != null && !earlier.isPassed(read)) {
      return Optional.empty();
    }
    mark = new Mark(now, ends);
    return Optional.ofNullable(earlier).map(Mark::at);
  }
}
