package peyk.adapters.http.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import peyk.application.command.OrderCommand;
import peyk.application.firmware.ControlRelease;
import peyk.application.provisioning.RestartProvisioning;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Standing;
import peyk.domain.text.Worded;

/** An operator's actions on one tracker. */
public record TrackerActions(
    OrderCommand order, RestartProvisioning restart, ControlRelease control)
    implements ConsoleRoutes {
  private static final String ONE = "/console/trackers/{imei}";

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.action(ONE + "/command", this::command),
        ConsoleRoute.action(ONE + "/provision", this::provision),
        ConsoleRoute.action(ONE + "/standing", this::stand).administered());
  }

  private static ConsoleReply said(Outcome outcome, Imei imei) {
    return new ConsoleReply.Said(outcome, "/console/trackers/" + imei.digits());
  }

  private ConsoleReply command(ConsoleRequest request) throws IOException {
    var imei = request.imei();
    var wanted =
        new OrderCommand.Request(
            imei, request.needField("command"), Optional.empty(), Optional.empty());
    request.change("order-command").note("imei", imei);
    return said(
        switch (order.order(wanted)) {
          case OrderCommand.Outcome.Placed(Ordering.Already _) -> Outcome.ORDERED_ALREADY;
          case OrderCommand.Outcome.Placed _ -> Outcome.ORDERED;
          case OrderCommand.Outcome.UnknownTracker() -> Outcome.NOT_ORDERED_UNKNOWN;
          case OrderCommand.Outcome.UnusableText _ -> Outcome.NOT_ORDERED_UNUSABLE;
        },
        imei);
  }

  private ConsoleReply provision(ConsoleRequest request) {
    var imei = request.imei();
    request.change("provision").note("imei", imei);
    return said(
        restart.restart(imei).isPresent() ? Outcome.PROVISIONING : Outcome.NOT_ORDERED_UNKNOWN,
        imei);
  }

  private ConsoleReply stand(ConsoleRequest request) throws IOException {
    var imei = request.imei();
    var release = new ReleaseId(ConsoleRequest.parseId(request.needField("release")));
    var word = request.needField("standing");
    var standing = Worded.find(Standing.values(), word);
    if (standing.isEmpty() && !word.equals("none")) {
      throw ConsoleException.badRequest(Phrase.BAD_INPUT);
    }
    request.change("standing").note("release", release).note("imei", imei).note("standing", word);
    return said(
        control.stand(release, imei, standing) ? Outcome.STANDING : Outcome.NOT_STANDING, imei);
  }
}
