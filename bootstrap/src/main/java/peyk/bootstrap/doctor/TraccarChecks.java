package peyk.bootstrap.doctor;

import io.helidon.metrics.api.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import peyk.adapters.traccar.Traccar;
import peyk.application.subscription.ProbeTraccar;
import peyk.bootstrap.settings.Settings;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.TraccarDiagnosis.Repair;
import peyk.domain.diagnosis.TraccarFacts;
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
      var seen = new ProbeTraccar(traccar.subscription(), traccar.server(), clock).look().facts();
      var facts =
          new TraccarFacts(
              seen.identity(),
              seen.version(),
              seen.subscription(),
              seen.clockDifference(),
              answerDelay);
      return settings.traccarDiagnosis().findings(facts, Repair.BY_THE_SERVICE);
    }
  }
}
