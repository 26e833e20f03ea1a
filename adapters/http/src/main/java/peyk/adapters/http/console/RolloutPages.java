package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import peyk.adapters.http.console.View.Tone;
import peyk.application.firmware.ControlRelease;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.operator.OperatorRole;

/** Releases of firmware: how far each has spread, why it paused, and what to do. */
public record RolloutPages(
    ReleaseRepository releases,
    OfferRepository offers,
    DecisionRepository decisions,
    ControlRelease control)
    implements ConsoleRoutes {
  private static final String ALL = "/console/rollouts";
  private static final int MOST = 50;
  private static final int DECISIONS = 20;

  @Override
  public List<ConsoleRoute> routes() {
    var one = ALL + "/{id}";
    return List.of(
        ConsoleRoute.page(ALL, this::list),
        ConsoleRoute.page(one, this::show),
        ConsoleRoute.action(one + "/pause", request -> edit(request, "pause", control::pause)),
        ConsoleRoute.action(
                one + "/activate", request -> edit(request, "activate", control::activate))
            .administered(),
        ConsoleRoute.action(one + "/advance", request -> edit(request, "advance", control::advance))
            .administered(),
        ConsoleRoute.action(
                one + "/withdraw", request -> edit(request, "withdraw", control::withdraw))
            .administered());
  }

  private ConsoleReply list(ConsoleRequest request) {
    var view = request.view();
    var title = view.say(Phrase.ROLLOUTS);
    var shown =
        Stream.of(ReleaseState.PAUSED, ReleaseState.ACTIVE, ReleaseState.DRAFT)
            .flatMap(state -> releases.list(Optional.empty(), Optional.of(state), 0, MOST).stream())
            .sorted(Comparator.comparing((Release one) -> one.id().value()).reversed())
            .toList();
    return ConsoleReply.page(
        title,
        Html.all(
            element("h1", text(title)),
            shown.isEmpty()
                ? view.note(Phrase.NO_RELEASES)
                : element("section", table(view, shown))));
  }

  private static Html table(View view, List<Release> shown) {
    return view.table(
        List.of(Phrase.VERSION, Phrase.HARDWARE, Phrase.STATE, Phrase.STAGE, Phrase.REASON),
        shown.stream()
            .map(release ->
                List.of(
                    View.link(ALL + "/" + release.id(), view.code("" + release.version())),
                    hardware(view, release),
                    state(view, release),
                    stage(view, release),
                    Html.maybe(release.pausedBecause().map(view::sentence)))));
  }

  private static Html hardware(View view, Release release) {
    return view.code(release.hardware().type() + "/" + release.hardware().revision());
  }

  private static Html state(View view, Release release) {
    var tone =
        switch (release.state()) {
          case ACTIVE -> Tone.GOOD;
          case PAUSED -> Tone.WARN;
          case DRAFT, WITHDRAWN -> Tone.CALM;
        };
    return view.badge(tone, view.say("RELEASE", release.state().word()));
  }

  private static Html stage(View view, Release release) {
    var rollout = release.rollout();
    return text(
        view.outOf(rollout.stage() + 1, rollout.stages().size())
            + " · "
            + view.share(rollout.share()));
  }

  private ConsoleReply show(ConsoleRequest request) {
    var view = request.view();
    var release =
        releases
            .find(new ReleaseId(request.id()))
            .orElseThrow(() -> ConsoleException.notFound(Phrase.NOTHING_HERE));
    var title = view.say(Phrase.FIRMWARE) + " " + release.version();
    return ConsoleReply.page(
        title,
        Html.all(
            element("div", css("title"), element("h1", text(title)), state(view, release)),
            facts(view, release),
            new StageBars(view).of(release.rollout(), offers.progress(release)),
            actions(view, release),
            latest(view, decisions.ofRelease(release.id(), Long.MAX_VALUE, DECISIONS))));
  }

  private static Html facts(View view, Release release) {
    var facts = new LinkedHashMap<Phrase, Html>();
    facts.put(Phrase.HARDWARE, hardware(view, release));
    facts.put(Phrase.DATE, view.code(release.date()));
    facts.put(
        Phrase.NOTES, release.notes().isBlank() ? Html.NOTHING : view.foreign(release.notes()));
    facts.put(Phrase.PAUSED_BECAUSE, Html.maybe(release.pausedBecause().map(view::sentence)));
    return view.facts(facts);
  }

  private static Html actions(View view, Release release) {
    var page = ALL + "/" + release.id();
    var buttons =
        switch (release.state()) {
          case ACTIVE ->
              Html.all(view.button(page + "/pause", Phrase.PAUSE), advance(view, release));
          case PAUSED ->
              Html.all(
                  administered(view, page + "/activate", Phrase.RESUME),
                  advance(view, release),
                  administered(view, page + "/withdraw", Phrase.WITHDRAW));
          case DRAFT -> administered(view, page + "/activate", Phrase.ACTIVATE);
          case WITHDRAWN -> Html.NOTHING;
        };
    return buttons.isNothing()
        ? Html.NOTHING
        : view.section(Phrase.ACTIONS, element("div", css("buttons"), buttons));
  }

  private static Html advance(View view, Release release) {
    return release.rollout().isInLastStage()
        ? Html.NOTHING
        : administered(view, ALL + "/" + release.id() + "/advance", Phrase.ADVANCE);
  }

  private static Html administered(View view, String action, Phrase label) {
    return view.button(OperatorRole.ADMINISTER, action, label, Map.of());
  }

  private static Html latest(View view, List<Remembered> latest) {
    return view.section(
        Phrase.LATEST_DECISIONS,
        latest.isEmpty()
            ? view.note(Phrase.NOTHING_HAPPENED)
            : view.table(
                List.of(Phrase.TRACKER, Phrase.LAST_CHECK, Phrase.RUNS, Phrase.ANSWER_THEN),
                latest.stream()
                    .map(one ->
                        List.of(
                            view.tracker(one.check().imei()),
                            view.time(one.at()),
                            view.code("" + one.check().version()),
                            view.badge(
                                one.offered() ? Tone.GOOD : Tone.CALM,
                                view.say("REASON", one.reason()))))));
  }

  private static ConsoleReply edit(
      ConsoleRequest request, String name, Function<ReleaseId, Optional<ReleaseEdit>> change) {
    var id = new ReleaseId(request.id());
    request.change(name).note("release", id);
    var edit = change.apply(id).orElseThrow(() -> ConsoleException.notFound(Phrase.NOTHING_HERE));
    return new ConsoleReply.Said(
        switch (edit) {
          case ReleaseEdit.Changed _ -> Outcome.RELEASE;
          case ReleaseEdit.Refused(var code, _) ->
              Outcome.of("NOT_" + code.toUpperCase(Locale.ROOT)).orElse(Outcome.NOT_RELEASE);
        },
        ALL + "/" + id);
  }
}
