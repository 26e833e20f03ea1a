package peyk.adapters.ftp;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import peyk.application.monitoring.Metric;

/** The metrics of the FTP server. */
final class FtpMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final Gauge<Integer> sessions;
  private final Counter completed;
  private final Counter aborted;
  private final Counter bytes;
  private final Counter accepted;
  private final Counter refused;

  FtpMetrics(MeterRegistry registry, IntSupplier sessions) {
    this.registry = registry;
    this.sessions =
        registry.getOrCreate(
            Gauge.builder(Metric.FTP_SESSIONS.id(), sessions::getAsInt)
                .description(Metric.FTP_SESSIONS.description()));
    completed = counter(Metric.FTP_DOWNLOADS, "completed");
    aborted = counter(Metric.FTP_DOWNLOADS, "aborted");
    bytes = counter(Metric.FTP_BYTES);
    accepted = counter(Metric.FTP_LOGINS, "accepted");
    refused = counter(Metric.FTP_LOGINS, "refused");
  }

  private Counter counter(Metric metric, String... outcome) {
    var tags = Stream.of(outcome).map(value -> Tag.create("outcome", value)).toList();
    return registry.getOrCreate(
        Counter.builder(metric.id()).description(metric.description()).tags(tags));
  }

  void downloaded(boolean toTheEnd) {
    (toTheEnd ? completed : aborted).increment();
  }

  void sent(int count) {
    bytes.increment(count);
  }

  void loggedIn(boolean successfully) {
    (successfully ? accepted : refused).increment();
  }

  /** The gauge belongs to one server: the next one brings its own. */
  @Override
  public void close() {
    registry.remove(sessions);
  }
}
