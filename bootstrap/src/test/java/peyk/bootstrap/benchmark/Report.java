package peyk.bootstrap.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Collects the samples of all rounds, and writes medians with their spread. */
final class Report {
  private static final int BAR = 400;
  private static final int LINE = 34;

  /**
   * What one round measured of a path.
   *
   * @param share of L
   * @param calm the answers at half of the capacity
   * @param fullP99 milliseconds, at full load
   * @param processor microseconds of the service for a request, without its JIT compiler
   * @param compiler microseconds of the JIT compiler for a request
   * @param kilobytes that a request allocates, roughly
   * @param peak resident megabytes while the path was measured
   */
  record Sample(
      double perSecond,
      double share,
      Load.Result calm,
      double fullP99,
      double processor,
      double compiler,
      double kilobytes,
      double peak,
      double failures) {}

  private record Row(String name, double target, List<Sample> samples) {
    double median(ToDoubleFunction<Sample> figure) {
      return Report.median(samples.stream().mapToDouble(figure).toArray());
    }

    double least(ToDoubleFunction<Sample> figure) {
      return samples.stream().mapToDouble(figure).min().orElse(0);
    }

    double most(ToDoubleFunction<Sample> figure) {
      return samples.stream().mapToDouble(figure).max().orElse(0);
    }
  }

  private final List<Double> bare = new ArrayList<>();
  private final List<Double> inserts = new ArrayList<>();
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, List<Beside>> beside = new LinkedHashMap<>();

  private static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static double median(List<Double> values) {
    return median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  void add(Yardsticks.Limit limit) {
    bare.add(limit.bare());
    inserts.add(limit.inserts());
    print("B %,.0f/s   P %,.0f/s", limit.bare(), limit.inserts());
  }

  void add(String name, double target, Sample sample) {
    rows.computeIfAbsent(name, key -> new Row(key, target, new ArrayList<>()))
        .samples()
        .add(sample);
    print(
        "%-36s %,8.0f/s  %3.0f %% of L%s",
        name,
        sample.perSecond(),
        100 * sample.share(),
        sample.failures() == 0 ? "" : "   UNEXPECTED ANSWERS: " + sample.failures());
  }

  /** Milliseconds, the 99th percentiles of one round. */
  private record Beside(double slow, double quick) {
    double factor() {
      return slow / quick;
    }
  }

  /**
   * @param slow answers beside requests that wait for a slow neighbour
   * @param quick those beside as many requests that need not wait
   */
  void beside(String what, Load.Result slow, Load.Result quick) {
    var round = new Beside(slow.millis(99), quick.millis(99));
    beside.computeIfAbsent(what, key -> new ArrayList<>()).add(round);
    print(
        "GET /fota.php beside %s: p99 %.2f ms, beside as many that need not wait %.2f ms",
        what, round.slow(), round.quick());
  }

  void forget() {
    bare.clear();
    inserts.clear();
    rows.clear();
    beside.clear();
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  void write(Path directory, Duration time, int rounds, int clients) throws IOException {
    Files.createDirectories(directory);
    var table = table(time, rounds, clients);
    System.out.println(table);
    Files.writeString(directory.resolve("results.md"), table);
    Files.writeString(directory.resolve("results.svg"), chart());
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve("results.json").toFile(), json());
  }

  private String table(Duration time, int rounds, int clients) {
    var text = new StringBuilder("# Results\n\n");
    text.append(
        format(
            "%s, %s, %d processors, JDK %s, fsync on. %d rounds of %d s, %d clients, all on one machine."
                + " Medians; least to most in brackets.%n%n",
            LocalDate.now(),
            System.getProperty("os.name"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            rounds,
            time.toSeconds(),
            clients));
    text.append(
        format(
            "B %,.0f requests/s, P %,.0f rows/s; each path has its own L, measured right before it.%n%n",
            median(bare), median(inserts)));
    text.append(
        "| path | per second | of L | target | p50 | p99 | p99.9 | p99 at full load | processor | JIT compiler | allocated | peak memory |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    rows.values().forEach(row -> text.append(line(row)));
    text.append(
        "\nResponse times are those at half of the measured rate, from when a request was due. Processor"
            + " time and allocation are the service's, for one request. Each answer was checked to be stored.\n");
    if (!beside.isEmpty()) {
      text.append(besideNeighbours());
    }
    return text.toString();
  }

  private String besideNeighbours() {
    var text = new StringBuilder();
    text.append(
        "\n| p99 of `GET /fota.php` beside | slow | as many that need not wait | factor |\n"
            + "| --- | --- | --- | --- |\n");
    beside.forEach((what, rounds) ->
        text.append(
            format(
                "| %s | %.2f ms | %.2f ms | %.2f (%.2f to %.2f) |%n",
                what,
                median(rounds.stream().mapToDouble(Beside::slow).toArray()),
                median(rounds.stream().mapToDouble(Beside::quick).toArray()),
                median(rounds.stream().mapToDouble(Beside::factor).toArray()),
                rounds.stream().mapToDouble(Beside::factor).min().orElse(0),
                rounds.stream().mapToDouble(Beside::factor).max().orElse(0))));
    return text.toString();
  }

  private static String line(Row row) {
    return format(
        "| %s | %,.0f (%,.0f to %,.0f) | %.0f %% (%.0f to %.0f) | %s | %.2f ms | %.2f ms | %.2f ms"
            + " | %.2f ms | %.0f µs | %.0f µs | %.0f kB | %.0f MB |%n",
        row.name(),
        row.median(Sample::perSecond),
        row.least(Sample::perSecond),
        row.most(Sample::perSecond),
        100 * row.median(Sample::share),
        100 * row.least(Sample::share),
        100 * row.most(Sample::share),
        row.target() == 0 ? "" : format("%.0f %%", 100 * row.target()),
        row.median(one -> one.calm().millis(50)),
        row.median(one -> one.calm().millis(99)),
        row.median(one -> one.calm().millis(99.9)),
        row.median(Sample::fullP99),
        row.median(Sample::processor),
        row.median(Sample::compiler),
        row.median(Sample::kilobytes),
        row.most(Sample::peak));
  }

  private Map<String, Object> json() {
    var paths = new LinkedHashMap<String, Object>();
    rows.forEach((name, row) -> paths.put(name, row.samples().stream().map(Report::json).toList()));
    return Map.of("bare", bare, "inserts", inserts, "paths", paths, "fotaP99Beside", beside);
  }

  private static Map<String, Object> json(Sample sample) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("perSecond", sample.perSecond());
    figures.put("shareOfL", sample.share());
    figures.put("p50Millis", sample.calm().millis(50));
    figures.put("p99Millis", sample.calm().millis(99));
    figures.put("p999Millis", sample.calm().millis(99.9));
    figures.put("p99MillisAtFullLoad", sample.fullP99());
    figures.put("processorMicros", sample.processor());
    figures.put("compilerMicros", sample.compiler());
    figures.put("allocatedKilobytes", sample.kilobytes());
    figures.put("peakMegabytes", sample.peak());
    figures.put("unexpectedAnswers", sample.failures());
    return figures;
  }

  /** Bars of the shares of L. A thin line is the spread, a mark the target. */
  private String chart() {
    var svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n",
            LINE * (rows.size() + 1)));
    int top = 8;
    for (var row : rows.values()) {
      var least = BAR * Math.min(1, row.least(Sample::share));
      var most = BAR * Math.min(1, row.most(Sample::share));
      svg.append(
          format(
              "<text x=\"4\" y=\"%d\">%s</text>"
                  + "<rect x=\"260\" y=\"%d\" width=\"%.0f\" height=\"18\" fill=\"#4a7ebb\"/>"
                  + "<rect x=\"%.0f\" y=\"%d\" width=\"%.0f\" height=\"2\" fill=\"#222\"/>"
                  + "<rect x=\"%.0f\" y=\"%d\" width=\"2\" height=\"26\" fill=\"#c0392b\"/>"
                  + "<text x=\"670\" y=\"%d\">%.0f %% of L</text>%n",
              top + 14,
              row.name(),
              top,
              BAR * Math.min(1, row.median(Sample::share)),
              260 + least,
              top + 8,
              Math.max(1, most - least),
              260 + BAR * row.target(),
              top - 4,
              top + 14,
              100 * row.median(Sample::share)));
      top += LINE;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
