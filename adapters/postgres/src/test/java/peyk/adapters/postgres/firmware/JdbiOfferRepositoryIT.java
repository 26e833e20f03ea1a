package peyk.adapters.postgres.firmware;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.OfferRepositoryContract;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.job.JobKind;

class JdbiOfferRepositoryIT extends OfferRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected OfferRepository offers() {
    return REPLICAS.one().offers();
  }

  @Override
  protected DecisionRepository decisions() {
    return REPLICAS.one().decisions();
  }

  @Override
  protected ReleaseRepository releases() {
    return REPLICAS.one().releases();
  }

  @Override
  protected Optional<Instant> due(ReleaseId release) {
    return REPLICAS.due(JobKind.WATCH_ROLLOUT, release.toString());
  }

  @Override
  protected void done(ReleaseId release) {
    REPLICAS.done(JobKind.WATCH_ROLLOUT, release.toString());
  }
}
