package peyk.adapters.http.admin.tracker;

import java.util.List;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.server.Reply;
import peyk.application.device.ReleaseClaim;

/** Releasing a tracker from the user who claimed it. */
public record ClaimRoutes(ReleaseClaim release) implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.delete("/admin/devices/{imei}/claim", this::release).administered());
  }

  private Reply release(AdminRequest request) {
    var imei = request.imei();
    request.change("release-claim").note("imei", imei);
    if (!release.release(imei)) {
      throw CommandRoutes.UNKNOWN_TRACKER.exception();
    }
    return Reply.noContent();
  }
}
