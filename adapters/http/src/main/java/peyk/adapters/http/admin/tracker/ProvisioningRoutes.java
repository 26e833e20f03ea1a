package peyk.adapters.http.admin.tracker;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.ProblemType;
import peyk.application.provisioning.RestartProvisioning;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;

/** How far trackers have been provisioned, and beginning anew with one. */
public final class ProvisioningRoutes {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningRoutes.class);

  private final ProvisioningRepository provisionings;
  private final RestartProvisioning restart;

  public ProvisioningRoutes(ProvisioningRepository provisionings, RestartProvisioning restart) {
    this.provisionings = provisionings;
    this.restart = restart;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/provisionings", this::list, "step", "after", Page.LIMIT),
        AdminRoute.post("/admin/devices/{imei}/provisioning", this::begin));
  }

  private AdminResponse list(AdminRequest call) {
    var page = Page.of(call, "after");
    return page.answer(
        provisionings.list(step(call), page.after(), page.wanted()),
        ProvisioningBody::of,
        provisioning -> provisioning.device().value());
  }

  private static Optional<ProvisioningStep> step(AdminRequest call) {
    return call.find("step")
        .map(asked ->
            ProvisioningStep.of(asked.text())
                .orElseThrow(() ->
                    asked.refused("is waiting, version, imsi, number, balance, done or gave_up.")));
  }

  private AdminResponse begin(AdminRequest call) throws IOException {
    var imei = call.imei();
    call.expectNoBody();
    var begun = restart.restart(imei);
    log.info(
        "admin change=provision imei={} outcome={}",
        imei,
        begun.isPresent() ? "begun" : ProblemType.TRACKER_UNKNOWN.code());
    return begun
        .map(ProvisioningBody::of)
        .map(AdminResponse::ok)
        .orElseGet(CommandRoutes.UNKNOWN_TRACKER::answer);
  }
}
