package peyk.bootstrap;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of somebody new. Needs {@code sh}, {@code sed} and {@code curl}, as they do. */
class SandboxIT {
  private static final Map<String, String> ANY_PORTS =
      Map.of(
          "SERVER_PORT", "0",
          "ADMIN_PORT", "0",
          "SANDBOX_TRACCAR_PORT", "0",
          "SANDBOX_INBOX_PORT", "0",
          "SANDBOX_FTP_PORT", "0");

  /** Of an operator, who has set what their service needs. Nobody is there. */
  private static final Map<String, String> REAL_NEIGHBOURS =
      Map.ofEntries(
          entry("TRACCAR_URL_FILE", "/none"),
          entry("TRACCAR_TOKEN_FILE", "/none"),
          entry("TRACCAR_TLS_CA_FILE", "/none"),
          entry("TRACCAR_EVENTS", "kafka"),
          entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
          entry("DATABASE_URL_FILE", "/none"),
          entry("DATABASE_MIGRATION_USER", "owner"),
          entry("SMS_KEY_FILE", "/none"),
          entry("SMS_CODE_PARAMETER", "code"),
          entry("SMS_HASH", "an-app-hash"),
          entry("SMS_TLS_CA_FILE", "/none"),
          entry("TRACING_OTLP_ENDPOINT", "http://127.0.0.1:1"));

  /**
   * That of the visit, or a later one that the simulated tracker sends by itself: it pays to ask.
   */
  private static final Pattern BALANCE = Pattern.compile("\"rials\":150\\d{3},");

  private static final Pattern SHA_256 = Pattern.compile("\\b[0-9a-f]{64}\\b");

  @Test
  void the_lines_of_the_first_visit_work_as_printed_whatever_neighbours_the_service_has(
      @TempDir Path directory) throws IOException, InterruptedException {
    var file = directory.resolve("peyk.yaml");
    Files.writeString(file, "database:\n  url: jdbc:postgresql://127.0.0.1:1/real\n");
    var environment = new HashMap<>(ANY_PORTS);
    environment.putAll(REAL_NEIGHBOURS);
    var console = new ByteArrayOutputStream();
    var output = new PrintStream(console, true, StandardCharsets.UTF_8);
    try (var sandbox = Sandbox.start(Optional.of(file), environment, output)) {
      assertThat(console.toString(StandardCharsets.UTF_8)).contains("SANDBOX");
      var printed = console.toString(StandardCharsets.UTF_8);
      var visit = printed.substring(printed.indexOf("# 1"), printed.indexOf("Ctrl-C"));

      var shell = new ProcessBuilder("sh", "-c", visit).redirectErrorStream(true).start();
      var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(said)
          .contains("OTP request has been submitted")
          .contains("device can be registered")
          .contains("device command sent")
          .contains("خودرو 1")
          .contains("\"result\":\"SUCCESS\"")
          .contains("firmware not avaiable")
          .containsPattern(BALANCE);
      assertThat(SHA_256.matcher(said).results().map(MatchResult::group))
          .as("the hash of the part as it was made, as it was stored, and as it was fetched")
          .hasSizeGreaterThanOrEqualTo(3)
          .containsOnly(SHA_256.matcher(said).results().findFirst().orElseThrow().group());
      assertThat(console.toString(StandardCharsets.UTF_8))
          .containsPattern("SMS to 09123456789: your code is \\d{4}");
      checkMonitoring(metricsAfterTheVisit(printed));
    }
  }

  /** The visit causes neither failures nor, always, a collection of garbage. */
  private static final Set<String> RARE =
      Set.of(
          "peyk_rollout_steps_total{outcome=paused}",
          "peyk_ussd_read_total{outcome=failed}",
          "peyk_traccar_calls_seconds_count{outcome=unavailable}",
          "peyk_kafka_connected{}",
          "peyk_kafka_waiting{}",
          "peyk_https_certificate_days_left{}",
          "jvm_gc_pause_seconds_sum{}");

  private static List<String> metricsAfterTheVisit(String printed)
      throws IOException, InterruptedException {
    ProcessMetrics.install();
    var admin = Pattern.compile("http://[0-9.:]+/(?=admin/openapi)").matcher(printed);
    assertThat(admin.find()).isTrue();
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(admin.group() + "observe/metrics")).build();
      return client.send(request, BodyHandlers.ofLines()).body().toList();
    }
  }

  /** Names and labels in the files for Prometheus and Grafana are those of the metrics page. */
  private static void checkMonitoring(List<String> page) {
    var absent =
        MonitoringFiles.expressions().stream()
            .flatMap(expression -> MonitoringFiles.selectors(expression).stream())
            .filter(selector -> page.stream().noneMatch(line -> answers(line, selector)))
            .map(selector -> selector.metric() + selector.values());
    assertThat(absent).isSubsetOf(RARE);
    MonitoringFiles.ofTheProcess().keySet().stream()
        .filter(metric -> !metric.startsWith("jvm_gc_pause"))
        .forEach(metric -> assertThat(page).as(metric).anyMatch(line -> line.startsWith(metric)));
  }

  private static boolean answers(String line, MonitoringFiles.Selector selector) {
    return line.matches(selector.metric() + "[{ ].*")
        && selector.labels().stream().allMatch(label -> line.contains(label + "=\""))
        && selector.values().entrySet().stream()
            .allMatch(
                value -> line.contains("%s=\"%s\"".formatted(value.getKey(), value.getValue())));
  }
}
