package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.adapters.http.console.View.Tone;
import peyk.application.device.LocateTracker.Location;
import peyk.application.firmware.ExplainFirmware;
import peyk.application.overview.ServiceOverview;
import peyk.application.overview.ServiceOverview.Progress;
import peyk.application.overview.TrackerOverview;
import peyk.application.overview.TrackerOverview.Owner;
import peyk.application.overview.TrackerOverview.Who;
import peyk.application.sim.ShowBalances;
import peyk.application.sim.ShowBalances.Outlook;
import peyk.domain.device.Device;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.operator.OperatorRole;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.sim.SimRepository.Reading;

/** The page about one tracker. */
public record TrackerDetails(
    ShowBalances balances, DecisionRepository decisions, ExplainFirmware explain) {
  /** Two weeks with one every six hours. */
  private static final int READINGS = 56;

  private static final int CHECKS = 10;

  Html html(View view, TrackerOverview tracker) {
    var imei = tracker.imei();
    var readings = balances.history(imei, Long.MAX_VALUE, READINGS);
    var timeline =
        new Timeline(view)
            .of(
                tracker.service(),
                decisions.ofTracker(imei, Long.MAX_VALUE, CHECKS),
                readings.stream().limit(CHECKS).toList());
    return Html.all(
        heading(view, tracker),
        element(
            "div",
            css("columns"),
            element(
                "div",
                new TrackerFirmware(view, imei).of(tracker.firmware(), explain.explain(imei)),
                view.section(Phrase.HISTORY, timeline)),
            element(
                "div",
                sim(view, tracker.sim(), readings),
                actions(view, imei),
                service(view, tracker.service()),
                attributes(view, tracker.location()))));
  }

  private static Html heading(View view, TrackerOverview tracker) {
    var facts = new LinkedHashMap<Phrase, Html>();
    facts.put(Phrase.IMEI, view.code(tracker.imei().digits()));
    facts.put(Phrase.OWNER, Html.maybe(tracker.owner().map(owner -> owner(view, owner))));
    if (tracker.location() instanceof Location.Found(var device)) {
      facts.put(Phrase.MODEL, Html.maybe(device.model().map(view::foreign)));
      facts.put(Phrase.TRACCAR_ID, view.code("#" + device.id()));
    }
    return Html.all(
        element("div", css("title"), element("h1", name(view, tracker)), state(view, tracker)),
        view.facts(facts));
  }

  private static Html name(View view, TrackerOverview tracker) {
    return tracker.location() instanceof Location.Found(var device)
        ? view.foreign(device.name())
        : view.code(tracker.imei().digits());
  }

  private static Html state(View view, TrackerOverview tracker) {
    return switch (tracker.location()) {
      case Location.Found(var device) -> TrackerPages.online(view, device.online());
      case Location.Absent() -> view.badge(Tone.WARN, view.say(Phrase.NOT_IN_TRACCAR));
      case Location.Unavailable _ -> view.badge(Tone.BAD, view.say(Phrase.TRACCAR_AWAY));
    };
  }

  private static Html owner(View view, Owner owner) {
    return switch (owner.who()) {
      case Who.Known(var login) ->
          View.link("/console/trackers?q=" + View.encoded(login.value()), view.code(login.value()));
      case Who.Gone() -> text(view.say(Phrase.OWNER_GONE));
      case Who.Unavailable() -> view.code("#" + owner.id());
    };
  }

  private static Html sim(View view, Optional<Outlook> sim, List<Reading> readings) {
    if (sim.isEmpty()) {
      return view.section(Phrase.SIM, view.note(Phrase.NO_SIM));
    }
    var facts = new LinkedHashMap<Phrase, Html>();
    var balance = sim.get().status().balance();
    var trend = sim.get().trend();
    facts.put(Phrase.BALANCE, Html.maybe(balance.map(one -> view.rials(one.rials()))));
    facts.put(Phrase.DAYS_LEFT, Html.maybe(trend.map(one -> SimTable.daysLeft(view, one))));
    facts.put(Phrase.SPENT_PER_DAY, Html.maybe(trend.map(one -> view.rials(one.spentPerDay()))));
    facts.put(Phrase.AS_OF, Html.maybe(balance.map(one -> view.time(one.at()))));
    facts.put(
        Phrase.NUMBER,
        Html.maybe(sim.get().status().number().map(number -> view.code(number.digits()))));
    var points =
        readings.stream()
            .filter(one -> one.balance().isPresent())
            .map(one -> new Sparkline.Point(one.at(), one.balance().getAsLong()))
            .toList();
    return view.section(
        Phrase.SIM,
        new Sparkline(points).svg(view.say(Phrase.BALANCE_OVER_TIME)),
        view.facts(facts));
  }

  private static Html actions(View view, Imei imei) {
    var page = "/console/trackers/" + imei.digits();
    var order =
        view.form(
            OperatorRole.OPERATE,
            page + "/command",
            Phrase.ORDER,
            view.field(
                Phrase.COMMAND,
                "command",
                attribute("required", ""),
                attribute("maxlength", 1000),
                attribute("dir", "ltr"),
                attribute("spellcheck", "false"),
                attribute("list", "commands")),
            element(
                "datalist",
                attribute("id", "commands"),
                Html.all(
                    Stream.of("getver", "getimsi", "getparam", "bacmd:allparams", "qssd:*140#")
                        .map(text -> element("option", attribute("value", text))))));
    return view.may(OperatorRole.OPERATE)
        ? view.section(
            Phrase.ACTIONS, order, view.button(page + "/provision", Phrase.PROVISION_AGAIN))
        : Html.NOTHING;
  }

  private static Html service(View view, Optional<ServiceOverview> service) {
    return Html.maybe(service.map(known -> service(view, known)));
  }

  private static Html service(View view, ServiceOverview service) {
    var facts = new LinkedHashMap<Phrase, Html>();
    facts.put(
        Phrase.PROVISIONING,
        Html.maybe(service.provisioning().map(one -> provisioning(view, one))));
    facts.put(
        Phrase.PENDING_CLAIM,
        Html.maybe(service.claim().pending().map(claim -> view.time(claim.since()))));
    facts.put(
        Phrase.WAITING_CHANGES,
        service.patches().isEmpty() ? Html.NOTHING : view.number(service.patches().size()));
    facts.put(
        Phrase.FAILED_JOBS,
        Html.all(
            service.failedJobs().stream()
                .map(job ->
                    element(
                        "p",
                        view.badge(Tone.BAD, view.say("JOB", job.kind().word())),
                        text(" "),
                        Html.maybe(job.error().map(view::sentence))))));
    return facts.values().stream().allMatch(Html::isNothing)
        ? Html.NOTHING
        : view.section(Phrase.PROGRESS, view.facts(facts));
  }

  private static Html provisioning(View view, Progress progress) {
    var step = progress.provisioning().step();
    var tone =
        step == ProvisioningStep.DONE
            ? Tone.GOOD
            : step == ProvisioningStep.GAVE_UP ? Tone.WARN : Tone.CALM;
    return Html.all(
        view.badge(tone, view.say("STEP", step.word())),
        text(" "),
        view.time(progress.provisioning().since()));
  }

  private static Html attributes(View view, Location location) {
    return location instanceof Location.Found(var device) && !device.attributes().isEmpty()
        ? element(
            "details",
            element("summary", text(view.say(Phrase.ATTRIBUTES))),
            element("dl", css("raw"), Html.all(rows(view, device))))
        : Html.NOTHING;
  }

  private static Stream<Html> rows(View view, Device device) {
    return device.attributes().entrySet().stream()
        .map(one ->
            element(
                "div",
                element("dt", view.code(one.getKey())),
                element("dd", view.foreign(String.valueOf(one.getValue())))));
  }
}
