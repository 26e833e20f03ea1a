package peyk.bootstrap;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Duration;
import peyk.adapters.http.server.HttpsCertificate;
import peyk.application.monitoring.Metric;
import peyk.domain.time.ClusterTime;

/** How long the certificate of HTTPS is still valid. There is no such metric without HTTPS. */
final class CertificateGauge {
  private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

  private CertificateGauge() {}

  static void install(HttpsCertificate certificate, ClusterTime clock, MeterRegistry metrics) {
    metrics.getOrCreate(
        Gauge.builder(Metric.HTTPS_CERTIFICATE_DAYS_LEFT.id(), () -> days(certificate, clock))
            .description(Metric.HTTPS_CERTIFICATE_DAYS_LEFT.description()));
  }

  private static double days(HttpsCertificate certificate, ClusterTime clock) {
    return Duration.between(clock.now(), certificate.expiry()).toSeconds() / SECONDS_OF_DAY;
  }
}
