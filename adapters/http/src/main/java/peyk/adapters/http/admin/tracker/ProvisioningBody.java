package peyk.adapters.http.admin.tracker;

import peyk.adapters.http.server.JsonObject;
import peyk.domain.command.CommandId;
import peyk.domain.provisioning.Provisioning;

/** The provisioning of a tracker in JSON. */
final class ProvisioningBody {
  private ProvisioningBody() {}

  static JsonObject of(Provisioning provisioning) {
    return JsonObject.of("device", provisioning.device().value())
        .with("step", provisioning.step().word())
        .with("startedAt", provisioning.startedAt())
        .with("since", provisioning.since())
        .with("asked", provisioning.asked())
        .with("command", provisioning.command().map(CommandId::value));
  }
}
