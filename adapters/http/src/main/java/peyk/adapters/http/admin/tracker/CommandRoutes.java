package peyk.adapters.http.admin.tracker;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.FleetApi;
import peyk.adapters.http.admin.IdempotencyKeys;
import peyk.adapters.http.admin.JsonFields;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Parameter;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemException;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.application.command.CancelCommand;
import peyk.application.command.OrderCommand.Outcome.Placed;
import peyk.application.command.OrderCommand.Outcome.UnknownTracker;
import peyk.application.command.OrderCommand.Outcome.UnusableText;
import peyk.application.command.OrderCommand.Request;
import peyk.application.device.LocateTracker.Location;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.command.CommandState;
import peyk.domain.device.CommandText.Fault;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** Commands to trackers: ordering them, looking at them, taking them back. */
public final class CommandRoutes {
  private static final Logger log = LoggerFactory.getLogger(CommandRoutes.class);

  private static final String ALL = "/admin/commands";
  private static final String IMEI = "imei";
  private static final int LONGEST_TEXT = 1000;
  private static final long LONGEST_LIFE = Duration.ofDays(30).toSeconds();

  private static final Problem UNKNOWN =
      Problem.of(ProblemType.COMMAND_UNKNOWN, "No command has this id.");
  public static final Problem UNKNOWN_TRACKER =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Traccar has no device with this IMEI.");

  private final FleetApi fleet;

  public CommandRoutes(FleetApi fleet) {
    this.fleet = fleet;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post(ALL, this::order),
        AdminRoute.get(ALL, this::list, IMEI, "state", "before", Page.LIMIT),
        AdminRoute.get(ALL + "/{id}", this::show),
        AdminRoute.post(ALL + "/{id}/cancel", this::cancel));
  }

  private AdminResponse order(AdminRequest call) throws IOException {
    var request = request(call, call.body(IMEI, "command", "lifetimeSeconds"));
    return switch (fleet.order().order(request)) {
      case Placed(Ordering.Ordered(var command)) -> ordered(request, command, "ordered");
      case Placed(Ordering.Repeated(var command)) -> ordered(request, command, "repeated");
      case Placed(Ordering.Already(var command)) -> {
        tell("order", request.imei(), command.id().toString(), "under_way");
        yield AdminResponse.ok(body(request, command, true));
      }
      case Placed(Ordering.KeyInUse()) -> refused(request, IdempotencyKeys.REUSED);
      case UnknownTracker() -> refused(request, UNKNOWN_TRACKER);
      case UnusableText(var fault) -> refused(request, unusable(fault));
    };
  }

  private static Request request(AdminRequest call, JsonFields fields) {
    var imei = fields.need(IMEI).imei();
    var text = fields.need("command").line(LONGEST_TEXT);
    var lifetime = fields.find("lifetimeSeconds").map(field -> field.number(1, LONGEST_LIFE));
    var canonical =
        JsonObject.of(IMEI, imei.digits()).with("command", text).with("lifetimeSeconds", lifetime);
    return new Request(
        imei, text, lifetime.map(Duration::ofSeconds), IdempotencyKeys.of(call, canonical));
  }

  private static AdminResponse ordered(Request request, Command command, String outcome) {
    tell("order", request.imei(), command.id().toString(), outcome);
    return AdminResponse.created(ALL + "/" + command.id(), body(request, command, false));
  }

  private static JsonObject body(Request request, Command command, boolean underWay) {
    return CommandBody.of(command, Optional.of(request.imei())).with("underWay", underWay);
  }

  private static AdminResponse refused(Request request, Problem problem) {
    tell("order", request.imei(), "none", problem.type().code());
    return problem.answer();
  }

  private static Problem unusable(Fault fault) {
    return Problem.of(
        ProblemType.COMMAND_UNUSABLE,
        switch (fault) {
          case BLANK -> "There is nothing to send.";
          case NOT_ASCII ->
              "It has letters that are not ASCII, of which Traccar would make question marks.";
          case ALL_HEX ->
              "It is all hex digits, in pairs, which Traccar would send as the bytes they stand"
                  + " for.";
        });
  }

  private AdminResponse list(AdminRequest call) {
    var page = Page.of(call, "before");
    var imei = call.find(IMEI).map(Parameter::imei);
    var state = state(call);
    var device = imei.map(this::locate);
    return page.answer(
        fleet.commands().list(device, state, page.before(), page.wanted()),
        command -> CommandBody.of(command, imei),
        Command::id);
  }

  private DeviceId locate(Imei imei) {
    return switch (fleet.locate().locate(imei)) {
      case Location.Found(var device) -> device.id();
      case Location.Remembered(var device) -> device;
      case Location.Absent() -> throw new ProblemException(UNKNOWN_TRACKER);
      case Location.Away() -> throw new ProblemException(Problem.TRACCAR_UNAVAILABLE);
    };
  }

  private static Optional<CommandState> state(AdminRequest call) {
    return call.find("state")
        .map(asked ->
            Arrays.stream(CommandState.values())
                .filter(state -> state.word().equals(asked.text()))
                .findFirst()
                .orElseThrow(() ->
                    asked.refused("is wanted, sent, answered, refused, expired or cancelled.")));
  }

  private AdminResponse show(AdminRequest call) {
    return fleet
        .commands()
        .find(id(call))
        .map(command -> AdminResponse.ok(CommandBody.of(command, Optional.empty())))
        .orElseGet(UNKNOWN::answer);
  }

  private AdminResponse cancel(AdminRequest call) throws IOException {
    call.expectNoBody();
    var id = id(call);
    return switch (fleet.cancel().cancel(id)) {
      case CancelCommand.Outcome.Cancelled(var command) -> {
        tellOfCancel(id, "done");
        yield AdminResponse.ok(CommandBody.of(command, Optional.empty()));
      }
      case CancelCommand.Outcome.Sent _ ->
          notCancelled(id, ProblemType.COMMAND_SENT, "What was sent cannot be taken back.");
      case CancelCommand.Outcome.Over(var command) ->
          notCancelled(
              id, ProblemType.COMMAND_OVER, "The command is " + command.state().word() + ".");
      case CancelCommand.Outcome.Unknown() -> {
        tellOfCancel(id, ProblemType.COMMAND_UNKNOWN.code());
        yield UNKNOWN.answer();
      }
    };
  }

  private static AdminResponse notCancelled(CommandId id, ProblemType type, String sentence) {
    tellOfCancel(id, type.code());
    return Problem.of(type, sentence).answer();
  }

  private static CommandId id(AdminRequest call) {
    return new CommandId(call.variable("id").number(1, Long.MAX_VALUE));
  }

  private static void tell(String what, Imei imei, String command, String outcome) {
    log.info("admin change={}-command imei={} command={} outcome={}", what, imei, command, outcome);
  }

  private static void tellOfCancel(CommandId id, String outcome) {
    log.info("admin change=cancel-command command={} outcome={}", id, outcome);
  }
}
