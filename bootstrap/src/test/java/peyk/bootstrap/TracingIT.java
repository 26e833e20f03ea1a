package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;
import peyk.bootstrap.SpanCollector.Span;
import peyk.domain.Eventually;

/** Traces, as a collector receives them. */
class TracingIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String PHONE = "09123456789";

  private SpanCollector collector;
  private Neighbourhood around;
  private Application peyk;
  private String imei;

  @BeforeEach
  void start() throws IOException {
    DATABASE.clear(DATABASE.open());
    collector = new SpanCollector();
    around = new Neighbourhood(DATABASE.config(), 1);
    imei = around.fleet.tracker(0).imei();
    peyk = around.start(Map.of("TRACING_OTLP_ENDPOINT", collector.address()));
    Eventually.until(
        "trackers are heard",
        () -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));
  }

  @AfterEach
  void stop() {
    around.close();
    collector.close();
  }

  @Test
  void one_trace_leads_from_an_answer_of_a_tracker_to_the_write_in_traccar() {
    around.traccar.emitAnswer(imei, "PASS:hunter2");

    assertThat(wayTo("traccar write device", "traccar events"))
        .containsExactly("traccar write device", "job update-device", "traccar events");
    assertThat(collector.received()).doesNotContain(imei, "hunter2");
  }

  @Test
  void one_trace_leads_from_a_request_to_the_gateway() {
    around.signIn(peyk, PHONE);

    assertThat(wayTo("sms send", "POST /api/otprequest"))
        .containsExactly("sms send", "POST /api/otprequest");
    assertThat(collector.received())
        .doesNotContain(imei, PHONE, PHONE.substring(1), around.administrator.token());
  }

  @Test
  void one_trace_leads_from_a_passed_on_balance_to_the_write_in_traccar() {
    around.get(
        peyk.port(),
        "/qussd.php?imei=" + imei + "&data=%2BCUSD%3A%200%2C%20%22Etebar%3A5%2C000Rial%22");

    assertThat(wayTo("traccar write device", "GET /qussd.php"))
        .containsExactly(
            "traccar write device", "job update-device", "job read-ussd", "GET /qussd.php");
  }

  @Test
  void what_is_asked_again_and_again_is_in_no_trace() {
    around.get(peyk.adminPort(), "/observe/metrics");
    around.get(peyk.adminPort(), "/console/live/trouble");
    around.get(peyk.adminPort(), "/console/trackers");
    Eventually.until(
        "the last request is traced",
        () ->
            collector.spans().stream()
                .anyMatch(span -> span.name().equals("GET /console/trackers")));

    assertThat(collector.spans())
        .extracting(Span::name)
        .noneMatch(name -> name.contains("/observe/") || name.contains("/console/live/"));
  }

  /** The names from a span up to the first of its trace, once there is such a trace. */
  private List<String> wayTo(String name, String root) {
    Eventually.until(
        "a trace from %s to %s".formatted(root, name), () -> way(name, root).isPresent());
    return way(name, root).orElseThrow();
  }

  private Optional<List<String>> way(String name, String root) {
    return collector.spans().stream()
        .filter(span -> span.name().equals(name))
        .map(span -> collector.way(span).stream().map(Span::name).toList())
        .filter(names -> names.getLast().equals(root))
        .findFirst();
  }

  @Test
  void without_an_endpoint_nothing_is_sent() {
    around.stop(peyk);
    var before = collector.received().length();
    peyk = around.start();
    around.code(peyk, PHONE);
    around.stop(peyk);

    assertThat(collector.received()).hasSize(before);
  }
}
