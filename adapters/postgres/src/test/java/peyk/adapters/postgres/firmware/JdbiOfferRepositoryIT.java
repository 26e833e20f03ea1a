package peyk.adapters.postgres.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.firmware.AdvanceOrPausePolicy.Cohort;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.OfferRepositoryContract;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.job.JobKind;

class JdbiOfferRepositoryIT extends OfferRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Test
  void progress_stays_what_it_is_when_its_changes_are_summed_up() {
    releases().importAll(List.of(Firmware.linked(1)));
    var release = releases().list(Optional.empty(), Optional.empty(), 0, 1).getFirst();
    REPLICAS.execute(
        """
        DO $$
        BEGIN
          FOR n IN 1..1500 LOOP
            INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at,
                   last_at)
            SELECT n::text, max(id), 1, n % 2, 0, 3, now(), now() FROM firmware_release;
          END LOOP;
          FOR n IN 1..500 LOOP
            UPDATE firmware_offer SET seen_at = now() WHERE imei = n::text;
          END LOOP;
        END $$
        """);
    var progress = new Progress(List.of(new Cohort(0, 750, 250, 0), new Cohort(1, 750, 250, 0)));
    assertThat(offers().progress(release)).isEqualTo(progress);
    assertThat(offers().progress(release)).isEqualTo(progress);
    assertThat(REPLICAS.texts("SELECT count(*) FROM firmware_progress")).containsExactly("4");
  }

  @Test
  void changes_of_offers_that_do_not_count_are_summed_up_too() {
    releases().importAll(List.of(Firmware.linked(1)));
    var release = releases().list(Optional.empty(), Optional.empty(), 0, 1).getFirst();
    REPLICAS.execute(
        """
        INSERT INTO firmware_progress (release_id, stage, seen, round, times, offers)
        SELECT max(id), -1, false, 0, 1, 1 FROM firmware_release, generate_series(1, 1000)
         GROUP BY generate_series
        """);
    assertThat(offers().progress(release)).isEqualTo(new Progress(List.of()));
    assertThat(REPLICAS.texts("SELECT offers FROM firmware_progress")).containsExactly("1000");
  }

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
