package peyk.adapters.http.admin.tracker;

import java.util.List;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.application.overview.DescribeTracker;

/** What is going on with a tracker, on one page. */
public final class TrackerOverviewRoutes {
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Neither Traccar nor this service knows this IMEI.");

  private final DescribeTracker describe;

  public TrackerOverviewRoutes(DescribeTracker describe) {
    this.describe = describe;
  }

  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/devices/{imei}", this::show));
  }

  private AdminResponse show(AdminRequest call) {
    return describe
        .describe(call.imei())
        .map(TrackerOverviewBody::of)
        .map(AdminResponse::ok)
        .orElseGet(UNKNOWN::answer);
  }
}
