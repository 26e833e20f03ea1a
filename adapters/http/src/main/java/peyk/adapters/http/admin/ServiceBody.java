package peyk.adapters.http.admin;

import java.util.Locale;
import java.util.Optional;
import peyk.application.overview.ServiceOverview;
import peyk.application.overview.ServiceOverview.Answer;
import peyk.application.overview.ServiceOverview.Asked;
import peyk.application.overview.ServiceOverview.Progress;
import peyk.domain.account.AccountId;
import peyk.domain.command.Command;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.device.DevicePatch;

/** What the service has to do with a device, in JSON. */
final class ServiceBody {
  private ServiceBody() {}

  static Body of(ServiceOverview service) {
    return Body.of("device", service.device().value())
        .with("claim", service.claim().pending().map(ServiceBody::of))
        .with("provisioning", service.provisioning().map(ServiceBody::of))
        .with("commands", service.commands().stream().map(ServiceBody::of).toList())
        .with("answers", service.answers().stream().map(ServiceBody::of).toList())
        .with("patches", service.patches().stream().map(ServiceBody::of).toList())
        .with("failedJobs", service.failedJobs().stream().map(JobBody::of).toList());
  }

  private static Body of(Pending claim) {
    return Body.of("owner", claim.owner().value())
        .with("from", claim.from().map(AccountId::value))
        .with("commanded", claim.commanded())
        .with("since", claim.since());
  }

  private static Body of(Progress progress) {
    return ProvisioningBody.of(progress.provisioning())
        .with("question", progress.command().map(command -> command(command)));
  }

  private static Body of(Asked asked) {
    return command(asked.command()).with("answer", asked.answer().map(ServiceBody::of));
  }

  /** The IMEI is at the head of the page. */
  private static Body command(Command command) {
    return CommandBody.of(command, Optional.empty());
  }

  private static Body of(Answer answer) {
    return Body.of("at", answer.at())
        .with("receivedAt", answer.receivedAt())
        .with("handledAt", answer.handledAt())
        .with("kind", answer.kind().name().toLowerCase(Locale.ROOT))
        .with("text", answer.text());
  }

  /** Names only: a value may be a password. */
  private static Body of(DevicePatch patch) {
    return Body.of("set", patch.set().keySet().stream().toList()).with("drop", patch.drop());
  }
}
