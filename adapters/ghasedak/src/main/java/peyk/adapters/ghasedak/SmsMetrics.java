package peyk.adapters.ghasedak;

import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.function.Supplier;
import peyk.application.monitoring.Metric;
import peyk.domain.otp.SmsOutcome;

/** Counts and times the sending of texts, by outcome. */
final class SmsMetrics {
  static final String OUTCOME = "outcome";

  private final Timer sent;
  private final Timer failed;
  private final Timer unclear;

  SmsMetrics(MeterRegistry registry) {
    sent = timer("sent", registry);
    failed = timer("failed", registry);
    unclear = timer("unclear", registry);
  }

  SmsOutcome record(Supplier<SmsOutcome> send) {
    var running = Timer.start();
    var outcome = send.get();
    running.stop(
        switch (outcome) {
          case SENT -> sent;
          case FAILED -> failed;
          case UNCLEAR -> unclear;
        });
    return outcome;
  }

  private static Timer timer(String outcome, MeterRegistry registry) {
    return registry.getOrCreate(
        Timer.builder(Metric.SMS_SENDS.id())
            .description(Metric.SMS_SENDS.description())
            .addTag(Tag.create(OUTCOME, outcome)));
  }
}
