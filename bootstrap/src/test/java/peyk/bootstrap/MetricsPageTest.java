package peyk.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.Metric;

/** The table in {@code docs/metrics.md} names exactly the metrics that there are. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");

  @Test
  void the_page_lists_every_metric_with_its_labels_and_meaning() throws IOException {
    GeneratedRows.check(
        PAGE,
        line -> line.startsWith("| `peyk_"),
        Stream.of(Metric.values()).map(this::row).toList());
  }

  private String row(Metric metric) {
    return "| `%s` | %s | %s |"
        .formatted(metric.id(), String.join(", ", metric.labels()), metric.description());
  }
}
