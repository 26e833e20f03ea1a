package peyk.bootstrap;

import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.EnumMap;
import java.util.Map;
import peyk.application.monitoring.Metric;
import peyk.application.monitoring.Spans;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

/** Counts, times and traces the sending of texts, by outcome. */
final class CountedSmsGateway implements SmsGateway {
  private final SmsGateway gateway;
  private final Map<SmsOutcome, Timer> sends = new EnumMap<>(SmsOutcome.class);

  CountedSmsGateway(SmsGateway gateway, MeterRegistry registry) {
    this.gateway = gateway;
    for (var outcome : SmsOutcome.values()) {
      sends.put(outcome, timer(outcome, registry));
    }
  }

  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    var running = Timer.start();
    try (var span = Spans.begin(Spans.Kind.CLIENT, "sms send")) {
      var outcome = gateway.send(phone, code, reference);
      running.stop(sends.get(outcome));
      span.note("outcome", outcome.word());
      return outcome;
    }
  }

  @Override
  public boolean hasTaken(SmsReference reference) {
    return gateway.hasTaken(reference);
  }

  @Override
  public SmsDelivery delivery(SmsReference reference) {
    return gateway.delivery(reference);
  }

  private static Timer timer(SmsOutcome outcome, MeterRegistry registry) {
    return registry.getOrCreate(
        Timer.builder(Metric.SMS_SENDS.id())
            .description(Metric.SMS_SENDS.description())
            .percentiles(new double[0])
            .buckets(Metric.latencyBuckets())
            .addTag(Tag.create("outcome", outcome.word())));
  }
}
