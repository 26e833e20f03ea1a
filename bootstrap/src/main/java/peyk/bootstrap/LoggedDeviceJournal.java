package peyk.bootstrap;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.device.DeviceJournal;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerReply;

/** Counts what trackers answer, and logs what somebody may want to look into. */
final class LoggedDeviceJournal implements DeviceJournal {
  private static final Logger log = LoggerFactory.getLogger(LoggedDeviceJournal.class);

  private final MeterRegistry metrics;

  LoggedDeviceJournal(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void answered(DeviceId device, TrackerReply reply) {
    count(
        "peyk_tracker_answers",
        "Answers of trackers by kind",
        "kind",
        reply.getClass().getSimpleName());
    switch (reply) {
      case TrackerReply.Malformed malformed ->
          log.warn("tracker answer malformed device={}", device);
      case TrackerReply.Registered registered -> log.info("tracker registered device={}", device);
      default ->
          log.debug("tracker answered device={} kind={}", device, reply.getClass().getSimpleName());
    }
  }

  @Override
  public void overflow(DeviceId device, String attribute, int length) {
    count(
        "peyk_lists_kept_aside",
        "Parameter lists that were too long for Traccar",
        "attribute",
        attribute);
    log.warn(
        "parameter list too long for Traccar device={} attribute={} length={}",
        device,
        attribute,
        length);
  }

  @Override
  public void attributesTooLong(DeviceId device) {
    count(
        "peyk_device_changes_dropped",
        "Changes of devices that had no effect",
        "reason",
        "too long");
    log.error("device attributes too long for Traccar, not changed device={}", device);
  }

  @Override
  public void gone(DeviceId device) {
    count("peyk_device_changes_dropped", "Changes of devices that had no effect", "reason", "gone");
    log.info("device is gone, its changes were dropped device={}", device);
  }

  private void count(String name, String description, String tag, String value) {
    metrics
        .getOrCreate(
            Counter.builder(name)
                .description(description)
                .tags(List.of(Tag.create(tag, value.toLowerCase(Locale.ROOT)))))
        .increment();
  }
}
