package peyk.domain.firmware;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.domain.InMemoryJobs;
import peyk.domain.device.Imei;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Offers in memory. */
public final class InMemoryOfferRepository implements OfferRepository {
  private static final Duration JOB_LOOKS_AFTER = Duration.ofSeconds(1);

  private record Kept(Offer offer, int stage) {
    boolean isSeen() {
      return offer.seen().isPresent();
    }
  }

  private final Map<Imei, Map<Long, Kept>> offers = new HashMap<>();
  private final ClusterTime clock;
  private final InMemoryJobs jobs;

  InMemoryOfferRepository(ClusterTime clock, InMemoryJobs jobs) {
    this.clock = clock;
    this.jobs = jobs;
  }

  @Override
  public synchronized List<Offer> of(Imei imei) {
    return kept(imei).values().stream().map(Kept::offer).toList();
  }

  @Override
  public synchronized void seen(Imei imei, long version, Instant at) {
    kept(imei)
        .replaceAll((id, kept) -> {
          if (kept.isSeen() || kept.offer().version() > version) {
            return kept;
          }
          wake(kept.offer().release());
          return new Kept(kept.offer().arrived(at), kept.stage());
        });
  }

  @Override
  public synchronized AdvanceOrPausePolicy.Progress progress(Release release) {
    var stages =
        offers.values().stream()
            .flatMap(ofTracker -> Stream.ofNullable(ofTracker.get(release.id().value())))
            .filter(kept -> kept.stage() >= 0)
            .collect(Collectors.groupingBy(Kept::stage, TreeMap::new, Collectors.toList()));
    return new AdvanceOrPausePolicy.Progress(
        stages.entrySet().stream()
            .map(stage -> cohort(stage.getKey(), stage.getValue(), release))
            .toList());
  }

  private static AdvanceOrPausePolicy.Cohort cohort(int stage, List<Kept> offers, Release release) {
    return new AdvanceOrPausePolicy.Cohort(
        stage,
        offers.size(),
        offers.stream().filter(Kept::isSeen).count(),
        offers.stream().filter(kept -> kept.offer().isFailing(release)).count());
  }

  synchronized void note(FirmwareDecision decision) {
    var imei = decision.check().imei();
    decision.remember(of(imei)).forEach(offer -> keep(imei, offer, decision));
  }

  private void keep(Imei imei, Offer offer, FirmwareDecision decision) {
    var id = offer.release().value();
    var before = kept(imei).get(id);
    if (before == null) {
      kept(imei).put(id, new Kept(offer, decision.stageOf(offer.release())));
      wake(offer.release());
    } else if (!before.offer().equals(offer)) {
      var stage = before.stage() < 0 ? decision.stageOf(offer.release()) : before.stage();
      kept(imei).put(id, new Kept(offer, stage));
      wake(offer.release());
    }
  }

  private Map<Long, Kept> kept(Imei imei) {
    return offers.computeIfAbsent(imei, key -> new TreeMap<>());
  }

  private void wake(ReleaseId release) {
    jobs.wake(JobKind.WATCH_ROLLOUT, release.toString(), clock.now().plus(JOB_LOOKS_AFTER));
  }
}
