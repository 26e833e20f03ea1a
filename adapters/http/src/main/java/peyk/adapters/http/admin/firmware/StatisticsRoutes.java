package peyk.adapters.http.admin.firmware;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.DownloadRepository.PartDownloads;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseRepository;

/** How far a release has come among the trackers. */
public record StatisticsRoutes(
    ReleaseRepository releases, OfferRepository offers, DownloadRepository downloads)
    implements AdminRoutes {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PLACES = 2;

  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/firmware/releases/{id}/statistics", this::show));
  }

  private Reply show(AdminRequest request) {
    var release = ReleaseRoutes.find(request, releases);
    var progress = offers.progress(release);
    var parts = downloads.of(release.id()).stream().map(StatisticsRoutes::body).toList();
    return Reply.ok(
        JsonObject.of("offered", progress.offered())
            .with("seen", progress.seen())
            .with("seenPercent", percent(progress.seen(), progress.offered()))
            .with("failing", progress.failing())
            .with("failingPercent", percent(progress.failing(), progress.offered()))
            .with("stage", stage(release, progress))
            .with("downloads", parts));
  }

  private static JsonObject stage(Release release, Progress progress) {
    var cohort = progress.of(release.rollout().stage());
    return JsonObject.of("stage", cohort.stage())
        .with("percent", release.rollout().share().percent())
        .with("offered", cohort.offered())
        .with("seen", cohort.seen())
        .with("seenPercent", percent(cohort.seen(), cohort.offered()));
  }

  private static JsonObject body(PartDownloads part) {
    return JsonObject.of("part", part.part())
        .with("completed", part.completed())
        .with("aborted", part.aborted());
  }

  /** Empty if the whole is 0. */
  private static Optional<BigDecimal> percent(long part, long whole) {
    return whole == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(part)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(whole), PLACES, RoundingMode.HALF_UP));
  }
}
