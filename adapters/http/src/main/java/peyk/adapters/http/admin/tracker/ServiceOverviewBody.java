package peyk.adapters.http.admin.tracker;

import java.util.Optional;
import peyk.adapters.http.admin.JobRoutes;
import peyk.adapters.http.server.JsonObject;
import peyk.application.overview.ServiceOverview;
import peyk.application.overview.ServiceOverview.Answer;
import peyk.application.overview.ServiceOverview.Asked;
import peyk.application.overview.ServiceOverview.Progress;
import peyk.domain.account.AccountId;
import peyk.domain.command.Command;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.device.DevicePatch;

/** The state of this service about a device, in JSON. */
final class ServiceOverviewBody {
  private ServiceOverviewBody() {}

  static JsonObject of(ServiceOverview service) {
    return JsonObject.of("device", service.device().value())
        .with("claim", service.claim().pending().map(ServiceOverviewBody::of))
        .with("provisioning", service.provisioning().map(ServiceOverviewBody::of))
        .with("commands", service.commands().stream().map(ServiceOverviewBody::of).toList())
        .with("answers", service.answers().stream().map(ServiceOverviewBody::of).toList())
        .with("patches", service.patches().stream().map(ServiceOverviewBody::of).toList())
        .with("failedJobs", service.failedJobs().stream().map(JobRoutes::body).toList());
  }

  private static JsonObject of(Pending claim) {
    return JsonObject.of("owner", claim.owner().value())
        .with("from", claim.from().map(AccountId::value))
        .with("commanded", claim.commanded())
        .with("since", claim.since());
  }

  private static JsonObject of(Progress progress) {
    return ProvisioningRoutes.body(progress.provisioning())
        .with("question", progress.command().map(command -> command(command)));
  }

  private static JsonObject of(Asked asked) {
    return command(asked.command()).with("answer", asked.answer().map(ServiceOverviewBody::of));
  }

  /** The IMEI is at the head of the page. */
  private static JsonObject command(Command command) {
    return CommandRoutes.body(command, Optional.empty());
  }

  private static JsonObject of(Answer answer) {
    return JsonObject.of("at", answer.at())
        .with("receivedAt", answer.receivedAt())
        .with("handledAt", answer.handledAt())
        .with("kind", answer.kind().word())
        .with("text", answer.text());
  }

  /** Names only: a value may be a password. */
  private static JsonObject of(DevicePatch patch) {
    return JsonObject.of("set", patch.set().keySet().stream().toList()).with("drop", patch.drop());
  }
}
