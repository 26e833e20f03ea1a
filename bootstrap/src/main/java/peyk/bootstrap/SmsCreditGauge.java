package peyk.bootstrap;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.monitoring.Metric;
import peyk.application.monitoring.Refreshed;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsCredit;

/** The credit at the SMS gateway, which is only asked while somebody reads metrics. */
final class SmsCreditGauge {
  private static final Logger log = LoggerFactory.getLogger(SmsCreditGauge.class);

  /** Nobody waits for the gateway: the next scrape sees its answer. */
  private static final Refreshed.Pace PACE =
      new Refreshed.Pace(Duration.ofMinutes(10), Duration.ZERO, System::nanoTime);

  private SmsCreditGauge() {}

  static void install(SmsAccountGateway account, MeterRegistry metrics) {
    var rials =
        new Refreshed<>(
            Double.NaN,
            () -> rials(account.credit()),
            PACE,
            failure -> log.warn("sms credit not read reason={}", failure.getMessage()));
    metrics.getOrCreate(
        Gauge.builder(Metric.SMS_CREDIT.id(), rials::latest)
            .description(Metric.SMS_CREDIT.description()));
  }

  private static double rials(SmsCredit credit) {
    return switch (credit) {
      case SmsCredit.Left(var left) -> left;
      case SmsCredit.KeyRefused() -> Double.NaN;
      case SmsCredit.Refused(var code) -> Double.NaN;
    };
  }
}
