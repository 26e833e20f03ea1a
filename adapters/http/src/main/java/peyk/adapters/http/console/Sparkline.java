package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A small line of values over time, in SVG. The scale begins at zero, or below if a value is.
 *
 * @param points in order of their times
 */
record Sparkline(List<Point> points) {
  /** A value at a time. */
  record Point(Instant at, long value) {}

  private static final int WIDTH = 320;
  private static final int HEIGHT = 64;
  private static final int MARGIN = 4;

  Sparkline {
    points = points.stream().sorted(Comparator.comparing(Point::at)).toList();
  }

  /**
   * @param description for those who do not see it
   */
  Html svg(String description) {
    if (points.size() < 2) {
      return Html.NOTHING;
    }
    var line = points.stream().map(this::place).collect(Collectors.joining(" "));
    var last = place(points.getLast()).split(",", 2);
    return element(
        "svg",
        css("spark"),
        attribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT),
        attribute("role", "img"),
        attribute("aria-label", description),
        element("title", text(description)),
        element(
            "line",
            attribute("x1", MARGIN),
            attribute("x2", WIDTH - MARGIN),
            attribute("y1", height(0)),
            attribute("y2", height(0))),
        element("polyline", attribute("points", line)),
        element("circle", attribute("cx", last[0]), attribute("cy", last[1]), attribute("r", 3)));
  }

  private String place(Point point) {
    var first = points.getFirst().at().getEpochSecond();
    var all = Math.max(1, points.getLast().at().getEpochSecond() - first);
    double share = (double) (point.at().getEpochSecond() - first) / all;
    return rounded(MARGIN + share * (WIDTH - 2 * MARGIN)) + "," + height(point.value());
  }

  private String height(long value) {
    double lowest = Math.min(0, points.stream().mapToLong(Point::value).min().orElse(0));
    double highest = Math.max(1, points.stream().mapToLong(Point::value).max().orElse(1));
    double share = (value - lowest) / (highest - lowest);
    return rounded(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
