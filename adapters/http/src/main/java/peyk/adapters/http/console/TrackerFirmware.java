package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.http.console.View.Tone;
import peyk.application.overview.FirmwareOverview;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.firmware.Eligibility;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.FirmwareDecision.Considered;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.Release;
import peyk.domain.operator.OperatorRole;

/** A tracker's firmware, and the reason why it gets a release or does not. */
record TrackerFirmware(View view, Imei imei) {
  /** Older releases are no longer of interest. */
  private static final int MOST = 8;

  /**
   * @param now the answer that it would get now
   */
  Html of(Optional<FirmwareOverview> known, Optional<FirmwareDecision> now) {
    var last = known.flatMap(FirmwareOverview::lastCheck);
    return view.section(
        Phrase.FIRMWARE,
        last.map(this::lastCheck).orElseGet(() -> view.note(Phrase.NEVER_CHECKED)),
        Html.maybe(now.map(decision -> considered(decision, known))));
  }

  private Html lastCheck(Remembered last) {
    var facts = new LinkedHashMap<Phrase, Html>();
    facts.put(Phrase.RUNS, view.code(Long.toString(last.check().version())));
    facts.put(
        Phrase.HARDWARE,
        view.code(last.check().hardware().type() + "/" + last.check().hardware().revision()));
    facts.put(Phrase.LAST_CHECK, view.time(last.at()));
    facts.put(
        Phrase.ANSWER_THEN,
        Html.all(
            view.badge(last.offered() ? Tone.GOOD : Tone.CALM, view.say("REASON", last.reason())),
            text(" "),
            view.details(last.explanation())));
    return view.facts(facts);
  }

  private Html considered(FirmwareDecision decision, Optional<FirmwareOverview> known) {
    return Html.all(
        element("h3", text(view.say(Phrase.WOULD_GET_NOW))),
        decision.considered().isEmpty()
            ? view.note(Phrase.NO_RELEASE)
            : view.table(
                List.of(Phrase.VERSION, Phrase.STATE, Phrase.REASON, Phrase.OFFERED, Phrase.ACTION),
                decision.considered().stream()
                    .limit(MOST)
                    .map(one -> row(one, offer(known, one.release())))));
  }

  private static Optional<Offer> offer(Optional<FirmwareOverview> known, Release release) {
    return known.stream()
        .flatMap(overview -> overview.offers().stream())
        .filter(offer -> offer.release().equals(release.id()))
        .findFirst();
  }

  private List<Html> row(Considered one, Optional<Offer> offer) {
    var release = one.release();
    return List.of(
        View.link("/console/rollouts/" + release.id(), view.code(Long.toString(release.version()))),
        text(view.say("RELEASE", release.state().word())),
        reason(one.finding()),
        Html.maybe(offer.map(this::offered)),
        buttons(release));
  }

  private Html reason(Eligibility finding) {
    return Html.all(
        view.badge(
            finding.isEligible() ? Tone.GOOD : Tone.CALM, view.say("REASON", finding.code())),
        element("div", css("faint"), view.details(finding.sentence())));
  }

  private Html offered(Offer offer) {
    return Html.all(
        text(view.language().number(offer.times()) + " × "),
        view.time(offer.last()),
        offer.seen().isPresent()
            ? Html.all(text(" "), view.badge(Tone.GOOD, view.say(Phrase.ARRIVED)))
            : Html.NOTHING);
  }

  private Html buttons(Release release) {
    return release.standing(imei).isPresent()
        ? Html.all(
            text(view.say("STANDING", release.standing(imei).get().word()) + " "),
            button(release, Phrase.CLEAR, "none"))
        : element(
            "div",
            css("buttons"),
            button(release, Phrase.PIN, "pinned"),
            button(release, Phrase.DENY, "denied"));
  }

  private Html button(Release release, Phrase label, String standing) {
    return view.button(
        OperatorRole.ADMINISTER,
        "/console/trackers/" + imei.digits() + "/standing",
        label,
        Map.of("release", release.id().toString(), "standing", standing));
  }
}
