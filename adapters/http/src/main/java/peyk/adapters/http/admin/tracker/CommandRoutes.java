package peyk.adapters.http.admin.tracker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.JsonFields;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Parameter;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.command.CancelCommand;
import peyk.application.command.OrderCommand;
import peyk.application.command.OrderCommand.Outcome;
import peyk.application.device.LocateTracker;
import peyk.application.device.LocateTracker.Location;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.command.CommandState;
import peyk.domain.device.CommandText.Fault;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.OperatorRedaction;

/** Commands to trackers: ordering, listing and cancelling them. */
public record CommandRoutes(
    CommandLines commands, LocateTracker locate, OrderCommand order, CancelCommand cancel)
    implements AdminRoutes {
  static final Problem UNKNOWN_TRACKER =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Traccar has no device with this IMEI.");

  private static final String ALL = "/admin/commands";
  private static final String IMEI = "imei";
  private static final int LONGEST_TEXT = 1000;
  private static final long LONGEST_LIFETIME = Duration.ofDays(30).toSeconds();
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.COMMAND_UNKNOWN, "No command has this id.");

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post(ALL, this::order),
        AdminRoute.get(ALL, this::list, IMEI, "state", "before", Page.LIMIT),
        AdminRoute.get(ALL + "/{id}", this::show),
        AdminRoute.post(ALL + "/{id}/cancel", this::cancel));
  }

  private Reply order(AdminRequest request) throws IOException {
    var wanted = wanted(request, request.body(IMEI, "command", "lifetimeSeconds"));
    request.change("order-command").note(IMEI, wanted.imei()).note("command", "none");
    return switch (order.order(wanted)) {
      case Outcome.Placed(Ordering.Ordered(var command)) ->
          ordered(request, wanted, command, "ordered");
      case Outcome.Placed(Ordering.Repeated(var command)) ->
          ordered(request, wanted, command, "repeated");
      case Outcome.Placed(Ordering.Already(var command)) -> {
        request.note("command", command.id()).note("outcome", "under_way");
        yield Reply.ok(body(command, Optional.of(wanted.imei())).with("underWay", true));
      }
      case Outcome.Placed(Ordering.KeyInUse()) -> throw AdminRequest.KEY_REUSED.exception();
      case Outcome.UnknownTracker() -> throw UNKNOWN_TRACKER.exception();
      case Outcome.UnusableText(var fault) -> throw unusable(fault).exception();
    };
  }

  private static OrderCommand.Request wanted(AdminRequest request, JsonFields fields) {
    var imei = fields.need(IMEI).imei();
    var text = fields.need("command").line(LONGEST_TEXT);
    var lifetime = fields.find("lifetimeSeconds").map(field -> field.number(1, LONGEST_LIFETIME));
    var canonical =
        JsonObject.of(IMEI, imei.digits()).with("command", text).with("lifetimeSeconds", lifetime);
    return new OrderCommand.Request(
        imei, text, lifetime.map(Duration::ofSeconds), request.idempotencyKey(canonical));
  }

  private static Reply ordered(
      AdminRequest request, OrderCommand.Request wanted, Command command, String outcome) {
    request.note("command", command.id()).note("outcome", outcome);
    return Reply.created(
        ALL + "/" + command.id(),
        body(command, Optional.of(wanted.imei())).with("underWay", false));
  }

  private static Problem unusable(Fault fault) {
    return Problem.of(
        ProblemType.COMMAND_UNUSABLE,
        switch (fault) {
          case BLANK -> "The command is blank.";
          case NOT_ASCII ->
              "It has characters that are not ASCII. Traccar would replace them by question marks.";
          case ALL_HEX ->
              "It consists of pairs of hex digits. Traccar would send the bytes that they stand"
                  + " for.";
        });
  }

  private Reply list(AdminRequest request) {
    var page = Page.of(request, "before");
    var imei = request.find(IMEI).map(Parameter::imei);
    var state = request.find("state").map(asked -> asked.oneOf(CommandState.values()));
    var device = imei.map(this::locate);
    return page.reply(
        commands.list(device, state, page.before(), page.wanted()),
        command -> body(command, imei),
        Command::id);
  }

  private DeviceId locate(Imei imei) {
    return switch (locate.locate(imei)) {
      case Location.Found(var device) -> device.id();
      case Location.Absent() -> throw UNKNOWN_TRACKER.exception();
      case Location.Unavailable(var device) ->
          device.orElseThrow(Problem.TRACCAR_UNAVAILABLE::exception);
    };
  }

  private Reply show(AdminRequest request) {
    var command = commands.find(id(request)).orElseThrow(UNKNOWN::exception);
    return Reply.ok(body(command, Optional.empty()));
  }

  private Reply cancel(AdminRequest request) throws IOException {
    request.expectNoBody();
    var id = id(request);
    request.change("cancel-command").note("command", id);
    return switch (cancel.cancel(id)) {
      case CancelCommand.Outcome.Cancelled(var command) ->
          Reply.ok(body(command, Optional.empty()));
      case CancelCommand.Outcome.Sent _ ->
          throw Problem.of(ProblemType.COMMAND_SENT, "A command that was sent cannot be cancelled.")
              .exception();
      case CancelCommand.Outcome.Over(var command) ->
          throw Problem.of(
                  ProblemType.COMMAND_OVER, "The command is " + command.state().word() + ".")
              .exception();
      case CancelCommand.Outcome.Unknown() -> throw UNKNOWN.exception();
    };
  }

  /**
   * A command without passwords.
   *
   * @param imei of its tracker, if that is known
   */
  static JsonObject body(Command command, Optional<Imei> imei) {
    return JsonObject.of("id", command.id().value())
        .with("imei", imei.map(Imei::digits))
        .with("device", command.device().value())
        .with("command", OperatorRedaction.command(command.text()))
        .with("state", command.state().word())
        .with("origin", command.origin().value())
        .with("expects", command.expected().word())
        .with("attempts", command.attempts())
        .with("wantedAt", command.wantedAt())
        .with("notBefore", command.notBefore())
        .with("expiresAt", command.expiresAt())
        .with("sentAt", command.sentAt())
        .with("endedAt", command.endedAt());
  }

  private static CommandId id(AdminRequest request) {
    return new CommandId(request.id());
  }
}
