package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.IntStream;
import peyk.domain.otp.TextCount;

/**
 * Texts over time, in SVG: a bar for each hour or day up to now, those that failed on top.
 *
 * @param from when the first bar begins
 * @param step the time of a bar
 */
record TextBars(View view, Instant from, Duration step, List<TextCount> bars) {
  private static final double WIDTH = 10;
  private static final double GAP = 2;
  private static final double HEIGHT = 64;

  /** The last bar ends with the hour that is under way. */
  static TextBars of(
      View view, SortedMap<Instant, TextCount> hours, Instant end, Duration step, int bars) {
    var from = end.minus(step.multipliedBy(bars));
    var counts = new ArrayList<TextCount>();
    for (int bar = 0; bar < bars; bar++) {
      var begin = from.plus(step.multipliedBy(bar));
      counts.add(
          hours.subMap(begin, begin.plus(step)).values().stream()
              .reduce(TextCount.NONE, TextCount::plus));
    }
    return new TextBars(view, from, step, counts);
  }

  /**
   * @param description for those who do not see it
   */
  Html svg(Phrase description) {
    var highest = bars.stream().mapToLong(bar -> bar.well() + bar.ill()).max().orElse(0);
    var scale = HEIGHT / Math.max(1, highest);
    return element(
        "div",
        css("chart"),
        element("h3", text(view.say(description))),
        element(
            "svg",
            css("bars"),
            attribute("viewBox", "0 0 " + rounded(WIDTH * bars.size()) + " " + rounded(HEIGHT)),
            attribute("preserveAspectRatio", "none"),
            attribute("role", "img"),
            attribute("aria-label", view.say(description)),
            Html.all(IntStream.range(0, bars.size()).mapToObj(bar -> bar(bar, scale)))),
        element(
            "p",
            css("axis"),
            view.time(from),
            element("span", text(view.say(Phrase.AT_MOST) + " " + view.language().number(highest))),
            view.time(from.plus(step.multipliedBy(bars.size())))));
  }

  private Html bar(int number, double scale) {
    var count = bars.get(number);
    var well = scale * count.well();
    var ill = scale * count.ill();
    return Html.all(
        part("ground", number, 0, HEIGHT),
        part("well", number, HEIGHT - well, well),
        part("ill", number, HEIGHT - well - ill, ill));
  }

  private static Html part(String kind, int number, double from, double height) {
    return element(
        "rect",
        css(kind),
        attribute("x", rounded(number * WIDTH + GAP / 2)),
        attribute("y", rounded(from)),
        attribute("width", rounded(WIDTH - GAP)),
        attribute("height", rounded(height)));
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
