package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.adapters.sandbox.trackers.SimulatedTracker;

/** What operators do and see, with the real thing behind it. */
class AdminViewIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final HttpClient http = HttpClient.newHttpClient();
  private PostgresDatabase database;
  private Neighbourhood around;
  private Application peyk;
  private String imei;
  private SimulatedTracker tracker;

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), 2);
    imei = SimulatedFleet.imei(77);
    around.traccar.addDevice(imei, "of no model, so that no schedule is for it");
    tracker = new SimulatedTracker(around.traccar, imei).switchOn();
    peyk = around.start();
    awaitTrue(() -> get("/observe/health").contains("trackers are heard"));
  }

  @AfterEach
  void stop() {
    around.close();
    http.close();
  }

  @Test
  void a_command_is_sent_once_however_often_it_is_ordered_and_its_answer_is_on_the_page() {
    tracker.answer("getstatus", "Status: fine");
    var order = "{\"imei\":\"%s\",\"command\":\"getstatus\"}".formatted(imei);

    var first = post("/admin/commands", order, "Idempotency-Key", "a key");
    assertThat(first.statusCode()).isEqualTo(201);
    var location = first.headers().firstValue("Location").orElseThrow();
    awaitTrue(() -> get(location).contains("\"state\":\"answered\""));
    var second = post("/admin/commands", order, "Idempotency-Key", "a key");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.headers().firstValue("Location")).contains(location);
    assertThat(around.traccar.commandsSentTo(imei)).containsOnlyOnce("getstatus");
    assertThat(get("/admin/devices/" + imei))
        .contains("\"lookup\":\"found\"", "\"name\":")
        .containsPattern(
            "\"command\":\"getstatus\",\"state\":\"answered\"[^}]+\"answer\":\\{[^}]+"
                + "\"handledAt\"[^}]+\"kind\":\"other\",\"text\":\"Status: fine\"");
    assertThat(get("/admin/commands?state=answered&imei=" + imei)).contains("\"getstatus\"");
  }

  @Test
  void a_tracker_is_provisioned_again_and_that_is_seen() {
    assertThat(post("/admin/devices/" + imei + "/provisioning", "").statusCode()).isEqualTo(200);

    assertThat(get("/admin/provisionings?step=waiting")).contains("\"step\":\"waiting\"");
    assertThat(get("/admin/devices/" + imei)).contains("\"provisioning\":{");
  }

  @Test
  void a_job_that_fails_is_seen_with_its_error_and_tried_again_on_demand() {
    around.traccar.requests().failNext("PUT", "/api/devices", 500, 1_000_000);
    around.traccar.emitAnswer(imei, "PASS:hunter2");
    var device = around.traccar.device(imei).orElseThrow().id();
    var job = "\"kind\":\"update-device\",\"instance\":\"" + device + "\"";
    awaitTrue(() -> get("/admin/jobs/failed").contains(job));

    var page = get("/admin/devices/" + imei);
    assertThat(page)
        .contains("\"failedJobs\":[{" + job, "\"error\":\"Traccar ")
        .contains("\"kind\":\"password\",\"text\":\"[redacted]\"")
        .doesNotContain("hunter2");

    around.traccar.requests().clearFaults();
    awaitTrue(() -> database.jdbi().withHandle(handle -> putOff(handle, device)) == 1);
    assertThat(post("/admin/jobs/update-device/" + device + "/retry", "").statusCode())
        .isEqualTo(204);
    awaitTrue(() -> around.attributeOf(imei, "Device Password").equals("hunter2"));
    awaitTrue(() -> !get("/admin/jobs/failed").contains(job));
    assertThat(get("/admin/devices/" + imei)).doesNotContain("hunter2");
  }

  /** By itself a failed job would be tried again before long. */
  private static int putOff(Handle handle, long device) {
    return handle.execute(
        """
        UPDATE scheduled_tasks
           SET execution_time = now() + interval '1 hour'
         WHERE task_name = 'update-device' AND task_instance = ?
           AND consecutive_failures > 0 AND NOT picked
        """,
        Long.toString(device));
  }

  @Test
  void while_traccar_is_away_the_page_says_so_and_orders_are_refused() {
    around.traccar.goDown();

    assertThat(get("/admin/devices/" + imei)).contains("\"lookup\":\"traccar_unavailable\"");
    var order = post("/admin/commands", "{\"imei\":\"%s\",\"command\":\"getver\"}".formatted(imei));
    assertThat(order.statusCode()).isEqualTo(503);
    assertThat(order.body()).contains("\"code\":\"traccar_unavailable\"");
    assertThat(order.headers().firstValue("Retry-After")).isPresent();
  }

  private String get(String path) {
    return around.get(peyk.adminPort(), path);
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + peyk.adminPort() + path))
            .timeout(Neighbourhood.PATIENCE)
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitTrue(BooleanSupplier condition) {
    assertThat(around.traccar.await(Neighbourhood.PATIENCE, condition)).isTrue();
  }
}
