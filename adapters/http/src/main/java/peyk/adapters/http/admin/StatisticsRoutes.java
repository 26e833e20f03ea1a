package peyk.adapters.http.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.DownloadRepository.PartDownloads;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.RolloutPolicy.Progress;

/** What became of a release among the trackers. */
final class StatisticsRoutes {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PLACES = 2;

  private final ReleaseRepository releases;
  private final OfferRepository offers;
  private final DownloadRepository downloads;

  StatisticsRoutes(
      ReleaseRepository releases, OfferRepository offers, DownloadRepository downloads) {
    this.releases = releases;
    this.offers = offers;
    this.downloads = downloads;
  }

  List<Route> routes() {
    return List.of(Route.get("/admin/firmware/releases/{id}/statistics", this::show));
  }

  private Answer show(Call call) {
    return releases
        .find(call.release())
        .map(this::statistics)
        .map(Answer::ok)
        .orElseGet(() -> Problem.unknownRelease().answer());
  }

  private Body statistics(Release release) {
    var progress = offers.progress(release);
    return Body.of("offered", progress.offered())
        .with("seen", progress.seen())
        .with("seenPercent", percent(progress.seen(), progress.offered()))
        .with("failing", progress.failing())
        .with("failingPercent", percent(progress.failing(), progress.offered()))
        .with("stage", stage(release, progress))
        .with(
            "downloads",
            downloads.of(release.id()).stream().map(StatisticsRoutes::downloads).toList());
  }

  private static Body stage(Release release, Progress progress) {
    var cohort = progress.of(release.rollout().stage());
    return Body.of("stage", cohort.stage())
        .with("percent", RolloutBody.percent(release.rollout().share()))
        .with("offered", cohort.offered())
        .with("seen", cohort.seen())
        .with("seenPercent", percent(cohort.seen(), cohort.offered()));
  }

  private static Body downloads(PartDownloads part) {
    return Body.of("part", part.part())
        .with("completed", part.completed())
        .with("aborted", part.aborted());
  }

  /** Of nothing there is no share. */
  private static Optional<BigDecimal> percent(long part, long whole) {
    return whole == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(part)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(whole), PLACES, RoundingMode.HALF_UP));
  }
}
