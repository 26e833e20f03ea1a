package peyk.adapters.http.admin.tracker;

import java.io.IOException;
import java.util.List;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.provisioning.RestartProvisioning;
import peyk.domain.command.CommandId;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;

/** The provisioning of trackers: its state, and restarting it. */
public record ProvisioningRoutes(ProvisioningRepository provisionings, RestartProvisioning restart)
    implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/provisionings", this::list, "step", "after", Page.LIMIT),
        AdminRoute.post("/admin/devices/{imei}/provisioning", this::restart));
  }

  private Reply list(AdminRequest request) {
    var page = Page.of(request, "after");
    var step = request.find("step").map(asked -> asked.oneOf(ProvisioningStep.values()));
    return page.reply(
        provisionings.list(step, page.after(), page.wanted()),
        ProvisioningRoutes::body,
        provisioning -> provisioning.device().value());
  }

  private Reply restart(AdminRequest request) throws IOException {
    var imei = request.imei();
    request.expectNoBody();
    request.change("provision").note("imei", imei);
    var restarted = restart.restart(imei).orElseThrow(CommandRoutes.UNKNOWN_TRACKER::exception);
    request.note("outcome", "begun");
    return Reply.ok(body(restarted));
  }

  static JsonObject body(Provisioning provisioning) {
    return JsonObject.of("device", provisioning.device().value())
        .with("step", provisioning.step().word())
        .with("startedAt", provisioning.startedAt())
        .with("since", provisioning.since())
        .with("asked", provisioning.asked())
        .with("command", provisioning.command().map(CommandId::value));
  }
}
