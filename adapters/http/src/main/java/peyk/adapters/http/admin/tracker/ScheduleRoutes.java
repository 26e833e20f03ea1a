package peyk.adapters.http.admin.tracker;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.schedule.ControlSchedules;
import peyk.application.schedule.ControlSchedules.Outlook;
import peyk.domain.command.CommandState;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository.Beginning;
import peyk.domain.schedule.ScheduleName;

/** Commands that are sent to trackers on a schedule. */
public record ScheduleRoutes(ControlSchedules schedules) implements AdminRoutes {
  private static final Problem UNKNOWN =
      Problem.of(
          ProblemType.SCHEDULE_UNKNOWN, "Schedules are configured in the settings of the service.");

  @Override
  public List<AdminRoute> routes() {
    var all = "/admin/schedules";
    var one = all + "/{schedule}";
    return List.of(
        AdminRoute.get(all, this::list),
        AdminRoute.get(one, this::show),
        AdminRoute.get(one + "/firings", this::firings, "before", Page.LIMIT),
        AdminRoute.post(one + "/run", this::run),
        AdminRoute.post(one + "/pause", request -> change(request, "pause", schedules::pause)),
        AdminRoute.post(one + "/resume", request -> change(request, "resume", schedules::resume)));
  }

  private Reply list(AdminRequest request) {
    return Reply.ok(
        JsonObject.of("items", schedules.list().stream().map(ScheduleRoutes::body).toList()));
  }

  private Reply show(AdminRequest request) {
    var outlook = schedules.find(name(request)).orElseThrow(UNKNOWN::exception);
    return Reply.ok(
        body(outlook)
            .with("commands", outlook.last().map(schedules::commands).map(ScheduleRoutes::counts)));
  }

  private static JsonObject counts(Map<CommandState, Long> commands) {
    var body = new JsonObject();
    new TreeMap<>(commands).forEach((state, count) -> body.with(state.word(), count));
    return body;
  }

  private Reply firings(AdminRequest request) {
    var page = Page.of(request, "before");
    var found = schedules.firings(name(request), page.before(), page.wanted());
    return page.reply(found.orElseThrow(UNKNOWN::exception), ScheduleRoutes::body, Firing::id);
  }

  private Reply run(AdminRequest request) throws IOException {
    request.expectNoBody();
    var name = name(request);
    request.change("run").note("schedule", name);
    return switch (schedules.runNow(name).orElseGet(Beginning.Overtaken::new)) {
      case Beginning.Begun(var firing) -> Reply.ok(body(firing));
      case Beginning.UnderWay(var firing) ->
          throw Problem.of(ProblemType.FIRING_UNDER_WAY, "Firing " + firing.id() + " is under way.")
              .with("id", firing.id().value())
              .exception();
      case Beginning.Overtaken() -> throw UNKNOWN.exception();
    };
  }

  private static Reply change(
      AdminRequest request, String what, Function<ScheduleName, Optional<Outlook>> change)
      throws IOException {
    request.expectNoBody();
    var name = name(request);
    request.change(what).note("schedule", name);
    return Reply.ok(body(change.apply(name).orElseThrow(UNKNOWN::exception)));
  }

  /** A text that cannot be a name is the name of no schedule. */
  private static ScheduleName name(AdminRequest request) {
    return ScheduleName.parse(request.variable("schedule").text()).orElseThrow(UNKNOWN::exception);
  }

  private static JsonObject body(Outlook outlook) {
    var schedule = outlook.schedule();
    var state = outlook.state();
    return JsonObject.of("name", schedule.name().value())
        .with("command", schedule.command().text())
        .with("recurrence", schedule.recurrence().text())
        .with("models", schedule.audience().models().stream().sorted().toList())
        .with("onlineOnly", schedule.audience().onlineOnly())
        .with("spread", schedule.spread().toString())
        .with("lifetime", schedule.lifetime().toString())
        .with("state", state.paused() ? "paused" : "active")
        .with("next", state.nextAt().filter(next -> !state.paused()))
        .with("last", outlook.last().map(ScheduleRoutes::body));
  }

  private static JsonObject body(Firing firing) {
    var ending = firing.ending();
    return JsonObject.of("id", firing.id().value())
        .with("due", firing.dueAt())
        .with("byHand", firing.byHand())
        .with("begun", firing.begunAt())
        .with("ended", ending.<Instant>map(Firing.Ending::at))
        .with("devices", ending.map(Firing.Ending::devices))
        .with("addressed", ending.map(Firing.Ending::addressed))
        .with("ordered", ending.map(Firing.Ending::ordered));
  }
}
