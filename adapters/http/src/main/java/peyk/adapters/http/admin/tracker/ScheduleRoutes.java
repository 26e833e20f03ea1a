package peyk.adapters.http.admin.tracker;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemException;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.application.schedule.ControlSchedules;
import peyk.application.schedule.ControlSchedules.Outlook;
import peyk.domain.command.CommandState;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository.Beginning;
import peyk.domain.schedule.ScheduleName;

/** Commands that trackers are sent again and again. */
public final class ScheduleRoutes {
  private static final Logger log = LoggerFactory.getLogger(ScheduleRoutes.class);

  private static final Problem UNKNOWN =
      Problem.of(
          ProblemType.SCHEDULE_UNKNOWN, "Schedules are configured in the settings of the service.");

  private final ControlSchedules schedules;

  public ScheduleRoutes(ControlSchedules schedules) {
    this.schedules = schedules;
  }

  public List<AdminRoute> routes() {
    var all = "/admin/schedules";
    var one = all + "/{schedule}";
    return List.of(
        AdminRoute.get(all, this::list),
        AdminRoute.get(one, this::show),
        AdminRoute.get(one + "/firings", this::firings, "before", Page.LIMIT),
        AdminRoute.post(one + "/run", this::run),
        AdminRoute.post(one + "/pause", call -> change(call, "pause", schedules::pause)),
        AdminRoute.post(one + "/resume", call -> change(call, "resume", schedules::resume)));
  }

  private AdminResponse list(AdminRequest call) {
    return AdminResponse.ok(
        JsonObject.of("items", schedules.list().stream().map(ScheduleRoutes::body).toList()));
  }

  private AdminResponse show(AdminRequest call) {
    var outlook = schedules.find(name(call)).orElseThrow(() -> new ProblemException(UNKNOWN));
    return AdminResponse.ok(
        body(outlook)
            .with("commands", outlook.last().map(schedules::commands).map(ScheduleRoutes::counts)));
  }

  private static JsonObject counts(Map<CommandState, Long> commands) {
    var body = JsonObject.empty();
    new TreeMap<>(commands).forEach((state, count) -> body.with(state.word(), count));
    return body;
  }

  private AdminResponse firings(AdminRequest call) {
    var page = Page.of(call, "before");
    return schedules
        .firings(name(call), page.before(), page.wanted())
        .map(found -> page.answer(found, ScheduleRoutes::body, Firing::id))
        .orElseGet(UNKNOWN::answer);
  }

  private AdminResponse run(AdminRequest call) throws IOException {
    call.expectNoBody();
    var name = name(call);
    return switch (schedules.runNow(name).orElseGet(Beginning.Overtaken::new)) {
      case Beginning.Begun(var firing) -> {
        tell("run", name, "done");
        yield AdminResponse.ok(body(firing));
      }
      case Beginning.UnderWay(var firing) -> {
        tell("run", name, "firing_under_way");
        yield Problem.of(
                ProblemType.FIRING_UNDER_WAY, "Firing %s is under way.".formatted(firing.id()))
            .with("id", firing.id().value())
            .answer();
      }
      case Beginning.Overtaken() -> unknown("run", name);
    };
  }

  private static AdminResponse change(
      AdminRequest call, String what, Function<ScheduleName, Optional<Outlook>> change)
      throws IOException {
    call.expectNoBody();
    var name = name(call);
    var changed = change.apply(name);
    if (changed.isEmpty()) {
      return unknown(what, name);
    }
    tell(what, name, "done");
    return AdminResponse.ok(body(changed.get()));
  }

  private static AdminResponse unknown(String what, ScheduleName name) {
    tell(what, name, "schedule_unknown");
    return UNKNOWN.answer();
  }

  /** What cannot be a name is that of no schedule. */
  private static ScheduleName name(AdminRequest call) {
    return ScheduleName.parse(call.variable("schedule").text())
        .orElseThrow(() -> new ProblemException(UNKNOWN));
  }

  private static JsonObject body(Outlook outlook) {
    var schedule = outlook.schedule();
    var timetable = outlook.timetable();
    return JsonObject.of("name", schedule.name().value())
        .with("command", schedule.command().text())
        .with("recurrence", schedule.recurrence().text())
        .with("models", schedule.audience().models().stream().sorted().toList())
        .with("onlineOnly", schedule.audience().onlineOnly())
        .with("spread", schedule.spread().toString())
        .with("lifetime", schedule.lifetime().toString())
        .with("state", timetable.paused() ? "paused" : "active")
        .with("next", timetable.nextAt().filter(next -> !timetable.paused()))
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

  private static void tell(String what, ScheduleName name, String outcome) {
    log.info("admin change={} schedule={} outcome={}", what, name, outcome);
  }
}
