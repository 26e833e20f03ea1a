package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for metrics that there are, and each alert has a paragraph. */
class MonitoringFilesTest {
  private static final Path RUNBOOK = Path.of("../docs/operations.md");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (Peyk\\w+)\n([^#]+)");

  @Test
  void every_expression_asks_for_metrics_and_labels_that_there_are() {
    assertThat(MonitoringFiles.expressions()).hasSizeGreaterThan(50);
    for (var expression : MonitoringFiles.expressions()) {
      var selectors = MonitoringFiles.selectors(expression);
      if (!expression.startsWith("up{")) {
        assertThat(selectors).as(expression).isNotEmpty();
      }
      for (var selector : selectors) {
        var labels = MonitoringFiles.labels(selector.metric());
        assertThat(labels).as(selector.metric()).isPresent();
        assertThat(labels.orElseThrow()).as(expression).containsAll(selector.labels());
      }
    }
  }

  @Test
  void a_metric_or_a_label_that_is_not_there_is_noticed() {
    var wrong =
        MonitoringFiles.selectors("sum by (route, kind) (peyk_http_requests_total{x=\"1\"})");

    assertThat(wrong)
        .containsExactly(
            new MonitoringFiles.Selector(
                "peyk_http_requests_total", Set.of("route", "kind", "x"), Map.of("x", "1")));
    assertThat(MonitoringFiles.labels("peyk_nothing_total")).isEmpty();
    assertThat(MonitoringFiles.labels("peyk_http_requests_seconds_bucket"))
        .contains(Set.of("route", "method", "status", "le"));
  }

  @Test
  void every_alert_says_what_is_wrong_and_whether_it_wakes_somebody() {
    for (var alert : MonitoringFiles.alerts()) {
      var name = alert.get("alert").toString();
      assertThat(within(alert, "labels", "severity")).as(name).isIn("page", "ticket");
      assertThat(within(alert, "annotations", "summary")).as(name).isInstanceOf(String.class);
    }
  }

  private static Object within(Map<?, ?> alert, String part, String key) {
    return ((Map<?, ?>) alert.get(part)).get(key);
  }

  @Test
  void every_alert_has_a_paragraph_in_the_runbook_and_every_paragraph_an_alert() {
    var alerts = MonitoringFiles.alerts().stream().map(alert -> alert.get("alert").toString());
    var runbook = HEADING.matcher(MonitoringFiles.read(RUNBOOK)).results().toList();

    assertThat(runbook.stream().map(found -> found.group(1)))
        .containsExactlyElementsOf(alerts.toList());
    assertThat(runbook).allMatch(found -> found.group(2).strip().length() > 80);
  }

  @Test
  void panels_of_the_dashboard_have_room_and_a_number_each() {
    var panels = MonitoringFiles.dashboard().path("panels");

    assertThat(panels.findValuesAsText("id")).doesNotHaveDuplicates();
    for (var panel : panels) {
      var place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      assertThat(panel.path("type").asText().equals("row") || !panel.path("targets").isEmpty())
          .as(panel.path("title").asText())
          .isTrue();
    }
  }

  @Test
  void prometheus_accepts_the_files() throws IOException, InterruptedException {
    var promtool = promtool();
    if (promtool.isEmpty()) {
      System.out.println(
          "promtool is not there (Debian: prometheus): it did not check docs/monitoring.");
      return;
    }
    for (var command :
        List.of(
            List.of("check", "rules", "alerts.yaml"),
            List.of("check", "config", "prometheus.yaml"),
            List.of("test", "rules", "alerts-test.yaml"))) {
      run(promtool.get(), command);
    }
  }

  private static void run(Path promtool, List<String> arguments)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Stream.concat(Stream.of(promtool.toString()), arguments.stream()).toList())
            .directory(MonitoringFiles.DIRECTORY.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static Optional<Path> promtool() {
    return Stream.concat(Stream.of("../target/tools"), Stream.of(System.getenv("PATH").split(":")))
        .map(directory -> Path.of(directory, "promtool").toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }
}
