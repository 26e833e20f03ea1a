package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.Locale;
import java.util.stream.IntStream;
import peyk.domain.firmware.AdvanceOrPausePolicy.Cohort;
import peyk.domain.firmware.AdvanceOrPausePolicy.Progress;
import peyk.domain.firmware.Rollout;

/** The stages of a rollout, each with a bar: trackers that have the release, wait, or fail. */
record StageBars(View view) {
  private static final double WIDTH = 100;

  Html of(Rollout rollout, Progress progress) {
    return view.section(
        Phrase.STAGES,
        element(
            "ol",
            css("stages"),
            Html.all(
                IntStream.range(0, rollout.stages().size())
                    .mapToObj(stage -> stage(rollout, stage, progress.of(stage))))),
        element(
            "p",
            css("legend"),
            key("seen", Phrase.SEEN),
            key("pending", Phrase.PENDING),
            key("failing", Phrase.FAILING)));
  }

  private Html key(String kind, Phrase phrase) {
    return element("span", css("key " + kind), text(view.say(phrase)));
  }

  private Html stage(Rollout rollout, int stage, Cohort cohort) {
    var isPresent = stage == rollout.stage();
    return element(
        "li",
        css(isPresent ? "present" : stage < rollout.stage() ? "past" : "future"),
        element("span", css("share"), text(view.share(rollout.stages().get(stage).share()))),
        bar(cohort),
        element("span", css("counts"), text(counts(cohort))));
  }

  private String counts(Cohort cohort) {
    var language = view.language();
    return "%s %s · %s %s · %s %s"
        .formatted(
            language.number(cohort.offered()),
            view.say(Phrase.WERE_OFFERED),
            language.number(cohort.seen()),
            view.say(Phrase.SEEN),
            language.number(cohort.failing()),
            view.say(Phrase.FAILING));
  }

  private Html bar(Cohort cohort) {
    double all = Math.max(1, cohort.offered());
    double seen = WIDTH * cohort.seen() / all;
    double failing = WIDTH * cohort.failing() / all;
    double offered = cohort.offered() == 0 ? 0 : WIDTH;
    return element(
        "svg",
        css("bar"),
        attribute("viewBox", "0 0 100 10"),
        attribute("preserveAspectRatio", "none"),
        attribute("aria-hidden", "true"),
        part("ground", 0, WIDTH),
        part("pending", 0, offered),
        part("seen", 0, seen),
        part("failing", WIDTH - failing, cohort.offered() == 0 ? 0 : failing));
  }

  private static Html part(String kind, double from, double width) {
    return element(
        "rect",
        css(kind),
        attribute("x", rounded(from)),
        attribute("width", rounded(width)),
        attribute("height", 10));
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
