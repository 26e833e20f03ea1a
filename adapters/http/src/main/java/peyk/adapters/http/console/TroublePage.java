package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.adapters.http.console.View.Tone;
import peyk.adapters.http.server.HealthFact;
import peyk.application.sim.ShowBalances;
import peyk.application.sim.ShowBalances.Outlook;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.Severity;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.JobKind;
import peyk.domain.text.Worded;
import peyk.domain.tracker.KnownTrackers;

/** The first page: what is wrong now, and what to do. It refreshes itself. */
public record TroublePage(
    Supplier<List<HealthFact>> health,
    WatchSubscription subscription,
    FailedJobRepository jobs,
    ReleaseRepository releases,
    ShowBalances balances,
    KnownTrackers trackers)
    implements ConsoleRoutes {
  private static final String LIVE = "/console/live/trouble";

  /** Details that say nothing more while all is well. */
  private static final Set<String> OF_FAULTS = Set.of("lastError", "found");

  /** More are not read one by one; they have a common cause. */
  private static final int MOST = 20;

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.page("/", this::show),
        ConsoleRoute.page(LIVE, request -> new ConsoleReply.Fragment(trouble(request.view()))),
        ConsoleRoute.action("/console/jobs/retry", this::retry));
  }

  private ConsoleReply show(ConsoleRequest request) {
    var view = request.view();
    return ConsoleReply.page(
        view.say(Phrase.WRONG_NOW),
        element(
            "div", attribute("hx-get", LIVE), attribute("hx-trigger", "every 15s"), trouble(view)));
  }

  private Html trouble(View view) {
    var facts = health.get();
    var findings = findings();
    var failed = jobs.list(MOST);
    var paused = releases.list(Optional.empty(), Optional.of(ReleaseState.PAUSED), 0, MOST);
    var dry = balances.driest(MOST).stream().filter(balances::isRunningDry).toList();
    var faults = findings.stream().filter(Finding::isFault).count();
    var unwell = facts.stream().filter(fact -> fact.state() != HealthFact.State.UP).count();
    var count = Math.max(faults, unwell) + failed.size() + paused.size() + dry.size();
    return Html.all(
        heading(view, count),
        neighbours(view, facts),
        findings(view, findings),
        failedJobs(view, failed),
        pausedRollouts(view, paused),
        dryRunning(view, dry));
  }

  private static Html heading(View view, long count) {
    var words =
        count == 0
            ? view.say(Phrase.NOTHING_WRONG)
            : view.language().number(count) + " " + view.say(Phrase.THINGS_WRONG);
    return element(
        "div",
        css("title"),
        element("h1", text(view.say(Phrase.WRONG_NOW))),
        view.badge(count == 0 ? Tone.GOOD : Tone.WARN, words));
  }

  private List<Finding> findings() {
    return subscription.state().last().stream()
        .flatMap(check -> check.findings().stream())
        .filter(finding -> finding.severity() != Severity.OK)
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .toList();
  }

  private Html neighbours(View view, List<HealthFact> facts) {
    return element(
        "ul",
        css("tiles"),
        attribute("aria-label", view.say(Phrase.NEIGHBOURS)),
        Html.all(facts.stream().map(fact -> neighbour(view, fact))));
  }

  private static Html neighbour(View view, HealthFact fact) {
    var tone =
        switch (fact.state()) {
          case UP -> Tone.GOOD;
          case DEGRADED -> Tone.WARN;
          case DOWN -> Tone.BAD;
        };
    return element(
        "li",
        css("tile " + tone.css()),
        element("strong", text(view.say("HEALTH", fact.name()))),
        view.badge(tone, view.say("STATE", fact.state().name())),
        Html.all(
            Stream.of("devices", "online", "unlinked", "lastEvent", "lastError", "found")
                .filter(name -> fact.state() != HealthFact.State.UP || !OF_FAULTS.contains(name))
                .flatMap(name ->
                    Stream.ofNullable(fact.details().get(name))
                        .map(value -> detail(view, name, value)))));
  }

  private static Html detail(View view, String name, Object value) {
    var shown =
        switch (value) {
          case Number number -> view.number(number.longValue());
          case String moment when name.equals("lastEvent") -> view.time(Instant.parse(moment));
          default -> view.sentence(value.toString());
        };
    return element("span", css("detail"), text(view.say("DETAIL", name) + " "), shown);
  }

  private static Html findings(View view, List<Finding> findings) {
    return findings.isEmpty()
        ? Html.NOTHING
        : view.section(
            Phrase.FINDINGS,
            element(
                "ul", css("cards"), Html.all(findings.stream().map(one -> finding(view, one)))));
  }

  private static Html finding(View view, Finding finding) {
    var tone = finding.isFault() ? Tone.BAD : Tone.WARN;
    return element(
        "li",
        css("card " + tone.css()),
        element("p", view.sentence(finding.sentence())),
        Html.maybe(
            finding
                .cure()
                .map(cure ->
                    element(
                        "p",
                        css("cure"),
                        element("strong", text(view.say(Phrase.WHAT_TO_DO) + " ")),
                        view.sentence(cure)))));
  }

  private Html failedJobs(View view, List<FailedJob> failed) {
    var imeis =
        trackers.imeis(
            failed.stream().flatMap(job -> job.device().stream()).collect(Collectors.toSet()));
    return failed.isEmpty()
        ? Html.NOTHING
        : view.section(
            Phrase.FAILED_JOBS,
            view.note(Phrase.FAILED_JOBS_NOTE),
            view.table(
                List.of(
                    Phrase.JOB,
                    Phrase.SUBJECT,
                    Phrase.STATE,
                    Phrase.FAILURES,
                    Phrase.LAST_FAILURE,
                    Phrase.REASON,
                    Phrase.ACTION),
                failed.stream().map(job -> failedJob(view, job, imeis))));
  }

  private static List<Html> failedJob(View view, FailedJob job, Map<DeviceId, Imei> imeis) {
    return List.of(
        text(view.say("JOB", job.kind().word())),
        job.device().map(device -> view.tracker(device, imeis)).orElseGet(() -> subject(view, job)),
        state(view, job),
        view.number(job.failures()),
        view.time(job.failedAt()),
        Html.maybe(job.error().map(view::sentence)),
        view.button(
            "/console/jobs/retry",
            Phrase.RETRY,
            Map.of("kind", job.kind().word(), "instance", job.instance())));
  }

  private static Html state(View view, FailedJob job) {
    return job.nextRun()
        .map(next -> Html.all(text(view.say(Phrase.TRIED_AGAIN) + " "), view.time(next)))
        .orElseGet(() -> view.badge(Tone.BAD, view.say(Phrase.PARKED)));
  }

  private static Html subject(View view, FailedJob job) {
    return job.kind() == JobKind.WATCH_ROLLOUT
        ? View.link("/console/rollouts", view.code(job.instance()))
        : view.code(job.instance());
  }

  private static Html pausedRollouts(View view, List<Release> paused) {
    return paused.isEmpty()
        ? Html.NOTHING
        : view.section(
            Phrase.PAUSED_ROLLOUTS,
            view.table(
                List.of(Phrase.FIRMWARE, Phrase.HARDWARE, Phrase.REASON),
                paused.stream()
                    .map(release ->
                        List.of(
                            View.link(
                                "/console/rollouts/" + release.id(),
                                view.code("" + release.version())),
                            view.code(
                                release.hardware().type() + "/" + release.hardware().revision()),
                            Html.maybe(release.pausedBecause().map(view::sentence))))));
  }

  private static Html dryRunning(View view, List<Outlook> dry) {
    return dry.isEmpty() ? Html.NOTHING : view.section(Phrase.DRY_SIMS, SimTable.of(view, dry));
  }

  private ConsoleReply retry(ConsoleRequest request) throws IOException {
    var kind =
        Worded.find(JobKind.values(), request.needField("kind"))
            .orElseThrow(() -> ConsoleException.badRequest(Phrase.BAD_INPUT));
    var instance = request.needField("instance");
    request.change("retry-job").note("kind", kind.word());
    return new ConsoleReply.Said(
        switch (jobs.retry(kind, instance)) {
          case DUE -> Outcome.RETRIED;
          case RUNNING -> Outcome.NOT_RETRIED_RUNNING;
          case UNKNOWN -> Outcome.NOT_RETRIED_GONE;
        },
        "/");
  }
}
