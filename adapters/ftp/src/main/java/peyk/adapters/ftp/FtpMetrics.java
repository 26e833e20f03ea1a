package peyk.adapters.ftp;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.List;
import java.util.function.IntSupplier;

/** What can be counted about the FTP server. */
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
            Gauge.builder("peyk_ftp_sessions", sessions::getAsInt)
                .description("FTP sessions that are open"));
    completed = counter("peyk_ftp_downloads", "Parts that were fetched by FTP", "completed");
    aborted = counter("peyk_ftp_downloads", "Parts that were fetched by FTP", "aborted");
    bytes =
        registry.getOrCreate(
            Counter.builder("peyk_ftp_bytes").description("Bytes of parts that were sent by FTP"));
    accepted = counter("peyk_ftp_logins", "Attempts to log in by FTP", "accepted");
    refused = counter("peyk_ftp_logins", "Attempts to log in by FTP", "refused");
  }

  private Counter counter(String name, String description, String outcome) {
    return registry.getOrCreate(
        Counter.builder(name)
            .description(description)
            .tags(List.of(Tag.create("outcome", outcome))));
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
