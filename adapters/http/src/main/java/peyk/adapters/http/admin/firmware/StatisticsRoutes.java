package peyk.adapters.http.admin.firmware;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.server.JsonObject;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.DownloadRepository.PartDownloads;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseRepository;

/** What became of a release among the trackers. */
public final class StatisticsRoutes {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PLACES = 2;

  private final ReleaseRepository releases;
  private final OfferRepository offers;
  private final DownloadRepository downloads;

  public StatisticsRoutes(
      ReleaseRepository releases, OfferRepository offers, DownloadRepository downloads) {
    this.releases = releases;
    this.offers = offers;
    this.downloads = downloads;
  }

  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/firmware/releases/{id}/statistics", this::show));
  }

  private AdminResponse show(AdminRequest call) {
    return releases
        .find(call.release())
        .map(this::statistics)
        .map(AdminResponse::ok)
        .orElseGet(() -> Problem.unknownRelease().answer());
  }

  private JsonObject statistics(Release release) {
    var progress = offers.progress(release);
    return JsonObject.of("offered", progress.offered())
        .with("seen", progress.seen())
        .with("seenPercent", percent(progress.seen(), progress.offered()))
        .with("failing", progress.failing())
        .with("failingPercent", percent(progress.failing(), progress.offered()))
        .with("stage", stage(release, progress))
        .with(
            "downloads",
            downloads.of(release.id()).stream().map(StatisticsRoutes::downloads).toList());
  }

  private static JsonObject stage(Release release, Progress progress) {
    var cohort = progress.of(release.rollout().stage());
    return JsonObject.of("stage", cohort.stage())
        .with("percent", RolloutBody.percent(release.rollout().share()))
        .with("offered", cohort.offered())
        .with("seen", cohort.seen())
        .with("seenPercent", percent(cohort.seen(), cohort.offered()));
  }

  private static JsonObject downloads(PartDownloads part) {
    return JsonObject.of("part", part.part())
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
