package peyk.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import peyk.application.monitoring.Metric;

/** The files for Prometheus and Grafana in {@code docs/monitoring}, and what they ask for. */
final class MonitoringFiles {
  static final Path DIRECTORY = Path.of("../docs/monitoring").toAbsolutePath().normalize();
  static final Path ALERTS = DIRECTORY.resolve("alerts.yaml");
  private static final Path METRICS_PAGE = Path.of("../docs/metrics.md");

  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:peyk|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");
  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern ROW = Pattern.compile("\\| (`[^|]+) \\| ([^|]*) \\| [^|]+ \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Prometheus adds these to whatever it reads. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

  /** What one expression asks of one metric. */
  record Selector(String metric, Set<String> labels, Map<String, String> values) {}

  private MonitoringFiles() {}

  /** Every alert as the file has it. */
  static List<Map<?, ?>> alerts() {
    Map<?, ?> file = new Yaml().load(read(ALERTS));
    return list(file.get("groups")).stream()
        .flatMap(group -> list(((Map<?, ?>) group).get("rules")).stream())
        .<Map<?, ?>>map(rule -> (Map<?, ?>) rule)
        .toList();
  }

  static JsonNode dashboard() {
    try {
      return JsonMapper.builder().build().readTree(read(DIRECTORY.resolve("dashboard.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> expressions() {
    var ofAlerts = alerts().stream().map(alert -> alert.get("expr").toString());
    var ofPanels = dashboard().findValuesAsText("expr").stream();
    return Stream.concat(ofAlerts, ofPanels).toList();
  }

  static List<Selector> selectors(String expression) {
    var grouped =
        BY.matcher(expression)
            .results()
            .flatMap(by -> Stream.of(by.group(1).split(", *")))
            .filter(label -> !OF_PROMETHEUS.contains(label))
            .collect(Collectors.toSet());
    return SELECTOR.matcher(expression).results().map(found -> selector(found, grouped)).toList();
  }

  private static Selector selector(MatchResult found, Set<String> grouped) {
    var labels = new TreeSet<>(grouped);
    var values = new TreeMap<String, String>();
    Optional.ofNullable(found.group(2)).stream()
        .flatMap(matchers -> MATCHER.matcher(matchers).results())
        .filter(matcher -> !OF_PROMETHEUS.contains(matcher.group(1)))
        .forEach(matcher -> {
          labels.add(matcher.group(1));
          if (matcher.group(2).equals("=")) {
            values.put(matcher.group(1), matcher.group(3));
          }
        });
    return new Selector(found.group(1), labels, values);
  }

  /** The labels of a metric under the name that Prometheus sees; empty if there is no such one. */
  static Optional<Set<String>> labels(String exposed) {
    return Optional.ofNullable(ofTheProcess().get(base(exposed)))
        .or(() ->
            Stream.of(Metric.values())
                .filter(metric -> base(exposed).equals(metric.id()))
                .findFirst()
                .map(metric -> Set.copyOf(metric.labels())))
        .map(labels -> exposed.endsWith("_bucket") ? with(labels, "le") : labels);
  }

  private static Set<String> with(Set<String> labels, String label) {
    return Stream.concat(labels.stream(), Stream.of(label)).collect(Collectors.toSet());
  }

  private static String base(String exposed) {
    return exposed.startsWith("peyk_")
        ? exposed.replaceFirst("_total$|_seconds(_bucket|_count|_sum|_max)?$", "")
        : exposed.replaceFirst("(_seconds)_(count|sum|max)$", "$1");
  }

  /** The metrics of the JVM and the process, with their labels, as {@code docs/metrics.md} says. */
  static Map<String, Set<String>> ofTheProcess() {
    var found = new TreeMap<String, Set<String>>();
    ROW.matcher(read(METRICS_PAGE))
        .results()
        .filter(row -> !row.group(1).startsWith("`peyk_"))
        .forEach(row -> {
          var labels = Set.copyOf(List.of(row.group(2).strip().split(", *")));
          CODE.matcher(row.group(1))
              .results()
              .forEach(name -> found.put(name.group(1), without(labels, "")));
        });
    return found;
  }

  private static Set<String> without(Set<String> labels, String label) {
    return labels.stream().filter(one -> !one.equals(label)).collect(Collectors.toSet());
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
