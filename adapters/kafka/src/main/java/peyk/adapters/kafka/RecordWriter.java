package peyk.adapters.kafka;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.job.ProcessErrors;
import peyk.application.monitoring.Metric;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.OnlineListener;
import peyk.domain.tracker.TrackerEvent;

/** Stores what a batch of records says. For one thread at a time. */
final class RecordWriter {
  private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);

  private final EventInbox inbox;
  private final OnlineListener onlineListener;
  private final Counter answers;
  private final Counter others;
  private final Counter malformed;

  RecordWriter(EventInbox inbox, OnlineListener onlineListener, MeterRegistry metrics) {
    this.inbox = inbox;
    this.onlineListener = onlineListener;
    answers = counter(metrics, "answer");
    others = counter(metrics, "other");
    malformed = counter(metrics, "malformed");
  }

  private static Counter counter(MeterRegistry metrics, String kind) {
    return metrics.getOrCreate(
        Counter.builder(Metric.KAFKA_RECORDS.id())
            .description(Metric.KAFKA_RECORDS.description())
            .tags(List.of(Tag.create("kind", kind))));
  }

  /**
   * Stores the answers of trackers durably before it returns, in the order of their partitions.
   *
   * <p>An answer that cannot be stored for a reason of its own is dropped.
   *
   * @throws StorageUnavailableException if the database is away; nothing is lost if the records are
   *     read again. So it is with an error of the process.
   */
  void store(ConsumerRecords<byte[], byte[]> records) {
    var heard = new ArrayList<TrackerEvent>();
    var online = new LinkedHashSet<DeviceId>();
    var unreadable = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (var record : records) {
      ForwardedEvent.read(record.value())
          .ifPresentOrElse(
              event -> {
                event.answer().ifPresent(heard::add);
                event.online().filter(onlineListener::isNews).ifPresent(online::add);
              },
              () -> unreadable.add(record));
    }
    store(heard);
    report(online);
    skip(unreadable);
    answers.increment(heard.size());
    others.increment(records.count() - heard.size() - unreadable.size());
  }

  /** If a batch is refused, each of its answers is tried alone. */
  private void store(List<TrackerEvent> events) {
    try {
      inbox.store(events);
    } catch (StorageUnavailableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      ProcessErrors.rethrow(e);
      log.error("storing answers failed", e);
      events.forEach(this::storeAlone);
    }
  }

  private void storeAlone(TrackerEvent event) {
    try {
      inbox.store(List.of(event));
    } catch (StorageUnavailableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      ProcessErrors.rethrow(e);
      log.error("an answer could not be stored and was dropped event={}", event, e);
    }
  }

  private void report(LinkedHashSet<DeviceId> online) {
    try {
      if (!online.isEmpty()) {
        onlineListener.online(online);
      }
    } catch (StorageUnavailableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      ProcessErrors.rethrow(e);
      log.error("devices that are online could not be reported", e);
    }
  }

  /** Their content is not logged: it may be a tracker's password. */
  private void skip(List<ConsumerRecord<byte[], byte[]>> unreadable) {
    if (!unreadable.isEmpty()) {
      malformed.increment(unreadable.size());
      var first = unreadable.getFirst();
      log.warn(
          "skipped records that are no events of traccar number={} topic={} partition={} offset={}",
          unreadable.size(),
          first.topic(),
          first.partition(),
          first.offset());
    }
  }
}
