package peyk.adapters.postgres.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.IdempotencyKey;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Creation.Created;
import peyk.domain.firmware.ReleaseRepository.Creation.Repeated;
import peyk.domain.firmware.ReleaseRepositoryContract;
import peyk.domain.firmware.Rollout;

class JdbiReleaseRepositoryIT extends ReleaseRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected ReleaseRepository releases() {
    return REPLICAS.one().releases();
  }

  @Override
  protected ReleaseRepository releasesOfAnotherReplica() {
    return REPLICAS.other().releases();
  }

  @Override
  protected PartRepository parts() {
    return REPLICAS.one().parts();
  }

  @Override
  protected DecisionRepository decisions() {
    return REPLICAS.one().decisions();
  }

  @Override
  protected OfferRepository offers() {
    return REPLICAS.one().offers();
  }

  @Test
  void text_that_no_column_takes_is_stored_with_replacement_characters() {
    var odd = new NewRelease(Firmware.HARDWARE, 5, "a\0b", "c\uD800", Optional.of("ftp://\0"));
    var key = Optional.of(new IdempotencyKey("k\0", "f\0"));
    var creation = releases().create(odd, Rollout.toAll(), key);
    assertThat(creation)
        .isInstanceOfSatisfying(
            Created.class,
            created -> {
              assertThat(created.release().date()).isEqualTo("a\uFFFDb");
              assertThat(created.release().notes()).isEqualTo("c\uFFFD");
            });
    assertThat(releases().create(odd, Rollout.toAll(), key)).isInstanceOf(Repeated.class);
  }
}
