package peyk.adapters.http.admin;

import java.util.List;
import peyk.application.overview.DescribeTracker;

/** What is going on with a tracker, on one page. */
final class DeviceRoutes {
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Neither Traccar nor this service knows this IMEI.");

  private final DescribeTracker describe;

  DeviceRoutes(DescribeTracker describe) {
    this.describe = describe;
  }

  List<Route> routes() {
    return List.of(Route.get("/admin/devices/{imei}", this::show));
  }

  private Answer show(Call call) {
    return describe
        .describe(call.imei())
        .map(OverviewBody::of)
        .map(Answer::ok)
        .orElseGet(UNKNOWN::answer);
  }
}
