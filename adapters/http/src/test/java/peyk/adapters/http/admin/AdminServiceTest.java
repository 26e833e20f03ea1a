package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.RELEASES;

import ch.qos.logback.classic.Level;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.PeykLog;
import peyk.domain.job.JobKind;

class AdminServiceTest {
  private final PeykLog log = new PeykLog();
  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    log.close();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/",
        "/admin/firmware",
        "/admin/firmware/releases/",
        "/admin/firmware/releases/1/",
        "/admin/firmware/releases/1/nothing",
        "/admin/firmware/releases/1/trackers/867717033890519/x",
        "/admin/sims",
        "/admin/devices",
        "/admin/jobs/nothing",
        "/nothing",
      })
  void there_is_nothing_at_other_paths(String path) {
    var reply = world.get(path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).contains("application/problem+json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"/problems/not-found\",\"title\":\"There is nothing here\","
                + "\"status\":404,"
                + "\"detail\":\"The API is described under /admin/openapi.yaml.\","
                + "\"code\":\"not_found\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE  | /admin/firmware/releases                  | POST, GET, HEAD
          PATCH   | /admin/firmware/releases/1                | GET, HEAD
          GET     | /admin/firmware/releases/1/activate       | POST
          POST    | /admin/firmware/releases/1/rollout        | GET, HEAD, PUT
          GET     | /admin/firmware/releases/1/parts/app.001  | PUT, DELETE
          DELETE  | /admin/firmware/releases/1/trackers       | GET, HEAD, PUT
          GET     | /admin/firmware/releases/1/trackers/1     | PUT, DELETE
          POST    | /admin/sims/low                           | GET, HEAD
          OPTIONS | /admin/firmware/import                    | POST
          DELETE  | /admin/commands/1                         | GET, HEAD
          GET     | /admin/commands/1/cancel                  | POST
          """)
  void other_methods_are_refused(String method, String path, String allowed) {
    var reply = world.send(method, path, BodyPublishers.noBody());

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.code()).isEqualTo("method_not_allowed");
    assertThat(reply.header("Allow")).contains(allowed);
  }

  @Test
  void what_can_be_got_can_be_asked_for_without_its_body() {
    world.draft(1);
    var whole = world.get(RELEASES + "/1");

    var head = world.send("HEAD", RELEASES + "/1", BodyPublishers.noBody());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length"))
        .contains(Integer.toString(whole.body().getBytes(StandardCharsets.UTF_8).length));
    assertThat(world.send("HEAD", RELEASES + "/2", BodyPublishers.noBody()).status())
        .isEqualTo(404);
  }

  @Test
  void a_bug_is_logged_and_nothing_of_it_is_told() {
    world.failStorage(new IllegalStateException("secret inner thing"));

    var reply = world.get(RELEASES);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.header("Content-Type")).contains("application/problem+json");
    assertThat(reply.code()).isEqualTo("internal_error");
    assertThat(reply.body()).doesNotContain("secret", "Exception");
    assertThat(log.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.ERROR);
          assertThat(event.getThrowableProxy().getMessage()).isEqualTo("secret inner thing");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense\\r\\n\\r\\n, 400, bad_request",
    "GET /admin HTTP/1.1\\r\\n\\r\\n, 400, bad_request",
    "GET /admin/%zz HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, 400, bad_request",
    "GET /admin HTTP/1.0\\r\\n\\r\\n, 505, http_version_not_supported",
    "POST /admin/firmware/import HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length:"
        + " 99999999999\\r\\n\\r\\n, 413, too_large",
  })
  void what_is_no_http_is_refused_in_the_same_form(String request, int status, String code) {
    assertThat(world.sendRaw(request.translateEscapes()))
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json", "\"code\":\"" + code + "\"");
  }

  @Test
  void every_change_leaves_a_line() {
    world.draft(1);
    world.post(RELEASES, "{\"type\":7,\"revision\":2,\"version\":1}");
    world.put(RELEASES + "/1/parts/app.001", "content");
    world.put(RELEASES + "/1/parts/app.001?sha256=" + "0".repeat(64), "content");
    world.post(RELEASES + "/1/activate");
    world.delete(RELEASES + "/1/parts/app.001");
    world.put(RELEASES + "/1/trackers/867717033890519", "{\"standing\":\"denied\"}");
    world.delete(RELEASES + "/1/trackers/867717033890519");
    world.put(
        RELEASES + "/1/trackers",
        "{\"standing\":\"denied\",\"imeis\":[\"867717033890519\",\"867717033890527\"]}");
    world.put(RELEASES + "/1/rollout", "{\"stages\":[{\"percent\":5}],\"stage\":0}");
    world.post(RELEASES + "/1/rollout/advance");
    world.post(RELEASES + "/9/pause");
    world.post("/admin/firmware/import", "[]");
    world.post("/admin/firmware/import", "{}");
    world.post("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"getver\"}");
    world.post("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"abcd\"}");
    world.post("/admin/commands/1/cancel");
    world.post("/admin/devices/867717033890519/provisioning");
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    world.post("/admin/jobs/update-device/1/retry");
    world.get(RELEASES);
    world.post(RELEASES, "{}");

    assertThat(log.lines())
        .containsExactly(
            "INFO admin change=create release=1 outcome=created by=local",
            "INFO admin change=create release=1 outcome=release_exists by=local",
            "INFO admin change=store-part release=1 part=app.001 outcome=done bytes=7 by=local",
            "INFO admin change=store-part release=1 part=app.001 outcome=wrong_hash by=local",
            "INFO admin change=activate release=1 outcome=done state=active stage=0 by=local",
            "INFO admin change=remove-part release=1 part=app.001 outcome=release_not_draft"
                + " by=local",
            "INFO admin change=standing release=1 imei=86771703***519 standing=denied"
                + " outcome=done by=local",
            "INFO admin change=standing release=1 imei=86771703***519 standing=none outcome=done"
                + " by=local",
            "INFO admin change=standing release=1 trackers=2 standing=denied outcome=done by=local",
            "INFO admin change=rollout release=1 outcome=done state=active stage=0 by=local",
            "INFO admin change=advance release=1 outcome=last_stage by=local",
            "INFO admin change=pause release=9 outcome=release_unknown by=local",
            "INFO admin change=import created=0 updated=0 unchanged=0 kept=0 outcome=done by=local",
            "INFO admin change=import faults=1 outcome=import_unusable by=local",
            "INFO admin change=order-command imei=86771703***519 command=1 outcome=ordered"
                + " by=local",
            "INFO admin change=order-command imei=86771703***519 command=none"
                + " outcome=command_unusable by=local",
            "INFO admin change=cancel-command command=1 outcome=done by=local",
            "INFO admin change=provision imei=86771703***519 outcome=begun by=local",
            "INFO admin change=retry-job kind=update-device instance=1 outcome=due by=local");
  }

  @Test
  void requests_are_counted_by_their_templates() {
    world.draft(1);
    world.get(RELEASES + "/4711");
    world.get("/admin/sims/867717033890519");
    world.get("/admin/sims/low");
    world.get("/admin/nothing/867717033890519");

    // a request is counted after its client has got the reply
    Stream.of(
            "peyk_http_requests_seconds_count\\{method=\"POST\",route=\"/admin/firmware/releases\",scope=\"application\",status=\"201\",?}"
                + " [1-9]",
            "method=\"GET\",route=\"/admin/firmware/releases/\\{id}\",scope=\"application\","
                + "status=\"404\"",
            "method=\"GET\",route=\"/admin/sims/\\{imei}\",",
            "method=\"GET\",route=\"/admin/sims/low\",",
            "method=\"GET\",route=\"other\",scope=\"application\",status=\"404\"")
        .map(Pattern::compile)
        .forEach(this::awaitMetric);
    assertThat(metrics()).doesNotContain("867717033890519", "/4711");
  }

  private void awaitMetric(Pattern series) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!series.matcher(metrics()).find()) {
      assertThat(System.nanoTime()).as(series.pattern()).isLessThan(deadline);
    }
  }

  private String metrics() {
    return world.get("/observe/metrics").body();
  }

  @Test
  void the_description_is_served() {
    var reply = world.get("/admin/openapi.yaml");

    assertThat(reply.header("Content-Type")).contains("application/yaml");
    assertThat(reply.body()).startsWith("openapi: 3.1.0\n");
  }

  @Test
  void a_connection_serves_many_requests() {
    for (int i = 0; i < 3; i++) {
      assertThat(world.post(RELEASES, "junk").header("Connection")).contains("keep-alive");
    }
  }
}
