package peyk.adapters.http.admin.tracker;

import java.util.List;
import peyk.adapters.http.admin.AdminReply;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.Reply;
import peyk.application.overview.DescribeTracker;

/** Everything that Traccar and this service know of a tracker, on one page. */
public record TrackerOverviewRoutes(DescribeTracker describe) implements AdminRoutes {
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Neither Traccar nor this service knows this IMEI.");

  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/devices/{imei}", this::show));
  }

  private Reply show(AdminRequest request) {
    var overview = describe.describe(request.imei()).orElseThrow(UNKNOWN::exception);
    return AdminReply.ok(TrackerOverviewBody.of(overview));
  }
}
