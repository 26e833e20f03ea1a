package peyk.bootstrap.doctor;

import io.helidon.metrics.api.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.adapters.traccar.Traccar;
import peyk.application.subscription.ProbeTraccar;
import peyk.bootstrap.settings.Settings;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.TraccarDiagnosis.Repair;
import peyk.domain.time.ClusterTime;

/** Diagnoses Traccar with the service's own check. */
final class TraccarChecks {
  private TraccarChecks() {}

  /**
   * @param answerDelay as the running service has measured it
   */
  static List<Finding> look(Settings settings, Optional<Duration> answerDelay) {
    ClusterTime clock = InstantSource.system()::instant;
    try (var traccar =
        new Traccar(settings.traccar().connection(), Metrics.globalRegistry(), clock)) {
      var seen =
          new ProbeTraccar(
                  traccar.subscription(), traccar.server(), settings.traccar().events(), clock)
              .look()
              .facts();
      var facts = seen.measuredAgain(seen.clockDifference(), answerDelay);
      var findings = settings.traccarDiagnosis().findings(facts, Repair.BY_THE_SERVICE);
      return Stream.concat(findings.stream(), certificate(settings, clock).stream()).toList();
    }
  }

  private static Optional<Finding> certificate(Settings settings, ClusterTime clock) {
    var connection = settings.traccar().connection();
    return CertificateChecks.of(Area.TRACCAR, connection.baseUrl(), connection.tls(), clock.now());
  }
}
