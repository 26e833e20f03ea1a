package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.adapters.http.console.View.Tone;
import peyk.application.command.CancelCommand;
import peyk.application.schedule.ControlSchedules;
import peyk.application.schedule.ControlSchedules.Outlook;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandState;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository.Beginning;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.text.Worded;
import peyk.domain.tracker.KnownTrackers;
import peyk.domain.tracker.OperatorRedaction;

/** Schedules, and the commands to all trackers. */
public record SchedulePages(
    ControlSchedules schedules, CommandLines commands, CancelCommand cancel, KnownTrackers trackers)
    implements ConsoleRoutes {
  private static final String ALL = "/console/schedules";
  private static final int COMMANDS = 50;

  @Override
  public List<ConsoleRoute> routes() {
    var one = ALL + "/{schedule}";
    return List.of(
        ConsoleRoute.page(ALL, this::show),
        ConsoleRoute.action(one + "/run", this::run),
        ConsoleRoute.action(one + "/pause", request -> change(request, "pause", schedules::pause)),
        ConsoleRoute.action(
            one + "/resume", request -> change(request, "resume", schedules::resume)),
        ConsoleRoute.action("/console/commands/{id}/cancel", this::cancel));
  }

  private ConsoleReply show(ConsoleRequest request) {
    var view = request.view();
    var title = view.say(Phrase.SCHEDULES);
    return ConsoleReply.page(
        title,
        Html.all(
            element("h1", text(title)),
            view.section(Phrase.SCHEDULED, scheduled(view)),
            view.section(Phrase.COMMANDS, commands(request))));
  }

  private Html scheduled(View view) {
    return view.table(
        List.of(
            Phrase.NAME,
            Phrase.COMMAND,
            Phrase.RECURRENCE,
            Phrase.NEXT,
            Phrase.LAST_FIRING,
            Phrase.ACTION),
        schedules.list().stream().map(outlook -> row(view, outlook)));
  }

  private static List<Html> row(View view, Outlook outlook) {
    var schedule = outlook.schedule();
    var state = outlook.state();
    var page = ALL + "/" + schedule.name();
    return List.of(
        element("strong", view.name(schedule.name().value())),
        view.codeOrSentence(schedule.command().text()),
        view.codeOrSentence(schedule.recurrence().text()),
        state.paused()
            ? view.badge(Tone.WARN, view.say(Phrase.PAUSED))
            : Html.maybe(state.nextAt().map(view::time)),
        Html.maybe(outlook.last().map(firing -> firing(view, firing))),
        element(
            "div",
            css("buttons"),
            view.button(page + "/run", Phrase.RUN_NOW),
            state.paused()
                ? view.button(page + "/resume", Phrase.RESUME)
                : view.button(page + "/pause", Phrase.PAUSE)));
  }

  private static Html firing(View view, Firing firing) {
    var outcome =
        firing
            .ending()
            .map(end ->
                view.language().number(end.ordered())
                    + " "
                    + view.say(Phrase.ORDERED_OF)
                    + " "
                    + view.language().number(end.devices()))
            .orElseGet(() -> view.say(Phrase.UNDER_WAY));
    return Html.all(view.time(firing.begunAt()), element("div", css("faint"), text(outcome)));
  }

  private Html commands(ConsoleRequest request) {
    var view = request.view();
    var state = request.parameter("state").flatMap(SchedulePages::state);
    var before = request.parameter("before").map(ConsoleRequest::parseId).orElse(Long.MAX_VALUE);
    var found = commands.list(Optional.empty(), state, before, COMMANDS);
    var imeis = trackers.imeis(found.stream().map(Command::device).collect(Collectors.toSet()));
    return Html.all(
        filter(view, state),
        found.isEmpty()
            ? view.note(Phrase.NOTHING_HAPPENED)
            : view.table(
                List.of(
                    Phrase.TRACKER,
                    Phrase.COMMAND,
                    Phrase.STATE,
                    Phrase.ORIGIN,
                    Phrase.ORDERED_AT,
                    Phrase.ENDED_AT,
                    Phrase.ACTION),
                found.stream().map(command -> row(view, command, imeis))),
        found.size() < COMMANDS ? Html.NOTHING : older(view, state, found.getLast()));
  }

  private static Optional<CommandState> state(String word) {
    return Worded.find(CommandState.values(), word);
  }

  private static Html filter(View view, Optional<CommandState> chosen) {
    var all = Stream.of(filter(view.say(Phrase.ALL), ALL, chosen.isEmpty()));
    var states =
        Arrays.stream(CommandState.values())
            .map(state ->
                filter(
                    view.say("COMMAND", state.word()),
                    ALL + "?state=" + state.word(),
                    chosen.equals(Optional.of(state))));
    return element(
        "nav",
        css("filter"),
        attribute("aria-label", view.say(Phrase.STATE)),
        Html.all(Stream.concat(all, states)));
  }

  private static Html filter(String label, String path, boolean isChosen) {
    var link = attribute("href", path);
    return isChosen
        ? element("a", link, attribute("aria-current", "true"), text(label))
        : element("a", link, text(label));
  }

  private static List<Html> row(View view, Command command, Map<DeviceId, Imei> imeis) {
    return List.of(
        view.tracker(command.device(), imeis),
        view.code(OperatorRedaction.command(command.text())),
        Timeline.state(view, command),
        Timeline.origin(view, command),
        view.time(command.wantedAt()),
        Html.maybe(command.endedAt().or(command::sentAt).map(view::time)),
        command.state() == CommandState.WANTED
            ? view.button("/console/commands/" + command.id() + "/cancel", Phrase.CANCEL)
            : Html.NOTHING);
  }

  private static Html older(View view, Optional<CommandState> state, Command last) {
    var query = state.map(one -> "&state=" + one.word()).orElse("");
    return element(
        "p", View.link(ALL + "?before=" + last.id() + query, text(view.say(Phrase.OLDER))));
  }

  private ConsoleReply run(ConsoleRequest request) {
    var name = name(request);
    request.change("run").note("schedule", name);
    return said(
        switch (schedules.runNow(name).orElseThrow(SchedulePages::unknown)) {
          case Beginning.Begun _ -> Outcome.RUN;
          case Beginning.UnderWay _ -> Outcome.NOT_RUN;
          case Beginning.Overtaken() -> throw unknown();
        });
  }

  private static ConsoleReply change(
      ConsoleRequest request, String what, Function<ScheduleName, Optional<Outlook>> change) {
    var name = name(request);
    request.change(what).note("schedule", name);
    if (change.apply(name).isEmpty()) {
      throw unknown();
    }
    return said(Outcome.SCHEDULE);
  }

  private ConsoleReply cancel(ConsoleRequest request) {
    var id = new CommandId(request.id());
    request.change("cancel-command").note("command", id);
    return said(
        switch (cancel.cancel(id)) {
          case CancelCommand.Outcome.Cancelled _ -> Outcome.CANCELLED;
          case CancelCommand.Outcome.Sent _ -> Outcome.NOT_CANCELLED_SENT;
          case CancelCommand.Outcome.Over _ -> Outcome.NOT_CANCELLED_OVER;
          case CancelCommand.Outcome.Unknown() -> throw unknown();
        });
  }

  private static ConsoleReply said(Outcome outcome) {
    return new ConsoleReply.Said(outcome, ALL);
  }

  private static ScheduleName name(ConsoleRequest request) {
    return ScheduleName.parse(request.variable("schedule")).orElseThrow(SchedulePages::unknown);
  }

  private static ConsoleException unknown() {
    return ConsoleException.notFound(Phrase.NOTHING_HERE);
  }
}
