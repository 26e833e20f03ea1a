package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.RELEASES;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseState;

class ReleaseRoutesTest {
  private static final String ROLLOUT =
      "{\"stages\":[{\"percent\":1.5,\"gate\":{\"trackers\":20,\"percent\":90}},{\"percent\":100}],"
          + "\"stage\":0,\"brake\":{\"offers\":3,\"trackers\":5,\"percent\":0.25}}";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private ReleaseState state(long id) {
    return world.firmware.releases().find(new ReleaseId(id)).orElseThrow().state();
  }

  @Test
  void a_release_begins_as_a_draft() {
    var made = world.post(RELEASES, "{\"type\":7,\"revision\":2,\"version\":120}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).contains("/admin/firmware/releases/1");
    assertThat(made.header("Content-Type")).contains("application/json");
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.body())
        .isEqualTo(
            "{\"id\":1,\"type\":7,\"revision\":2,\"version\":120,\"date\":\"2026-11-22 13:30:00\","
                + "\"notes\":\"\",\"state\":\"draft\",\"parts\":[],"
                + "\"rollout\":{\"stages\":[{\"percent\":100}],\"stage\":0,"
                + "\"brake\":{\"offers\":3,\"trackers\":5,\"percent\":10}}}");
    assertThat(world.get(made.header("Location").orElseThrow()).body()).isEqualTo(made.body());
  }

  @Test
  void a_release_is_made_with_all_that_is_said_of_it() {
    var made =
        world.post(
            RELEASES,
            "{\"type\":0,\"revision\":9223372036854775807,\"version\":0,\"date\":\"yesterday\","
                + "\"notes\":\"one\\ntwo \u06f1 \ud83d\ude80\",\"link\":\"ftp://fota.example/1\","
                + "\"rollout\":"
                + ROLLOUT
                + "}");

    assertThat(made.body())
        .isEqualTo(
            "{\"id\":1,\"type\":0,\"revision\":9223372036854775807,\"version\":0,"
                + "\"date\":\"yesterday\",\"notes\":\"one\\ntwo \u06f1 \ud83d\ude80\","
                + "\"state\":\"draft\",\"link\":\"ftp://fota.example/1\",\"rollout\":"
                + ROLLOUT
                + "}");
  }

  @Test
  void there_is_one_release_of_a_version_only() {
    var first = world.draft(120);

    var second = world.post(RELEASES, "{\"type\":7,\"revision\":2,\"version\":120}");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.header("Content-Type")).contains("application/problem+json");
    assertThat(second.body())
        .isEqualTo(
            "{\"type\":\"/problems/release-exists\","
                + "\"title\":\"There is such a release already\",\"status\":409,"
                + "\"detail\":\"Release 1 has this type, revision and version.\","
                + "\"code\":\"release_exists\",\"id\":"
                + first
                + "}");
  }

  @Test
  void a_repeated_request_is_answered_with_the_release_as_it_is_now() {
    var request = "{\"type\":7,\"revision\":2,\"version\":120,\"link\":\"ftp://a\"}";
    var sameRequest = "{ \"link\": \"ftp:\\/\\/a\", \"version\": 120, \"revision\":2, \"type\":7 }";
    var first = world.post(RELEASES, request, "Idempotency-Key", "key-1");
    world.post(RELEASES + "/1/activate");
    world.clock.pass(Duration.ofDays(1));

    var second = world.post(RELEASES, sameRequest, "Idempotency-Key", "key-1");

    assertThat(first.at("state").asText()).isEqualTo("draft");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.at("state").asText()).isEqualTo("active");
    assertThat(world.firmware.releases().all()).hasSize(1);
  }

  @Test
  void a_key_belongs_to_one_request() {
    world.post(RELEASES, "{\"type\":7,\"revision\":2,\"version\":120}", "Idempotency-Key", "key-1");

    var other =
        world.post(
            RELEASES, "{\"type\":7,\"revision\":2,\"version\":121}", "Idempotency-Key", "key-1");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(world.firmware.releases().all()).hasSize(1);
  }

  @Test
  void pages_lead_through_250_releases() {
    for (int version = 1; version <= 250; version++) {
      world.draft(version);
    }
    var versions = new ArrayList<Long>();
    var sizes = new ArrayList<Integer>();
    for (var next = RELEASES; next != null; ) {
      var page = world.get(next).json();
      page.path("items").forEach(item -> versions.add(item.path("version").asLong()));
      sizes.add(page.path("items").size());
      next = page.has("next") ? page.path("next").asText() : null;
    }

    assertThat(versions).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
    assertThat(sizes).containsExactly(100, 100, 50);
  }

  @Test
  void a_last_page_that_is_full_says_that_it_is_the_last() {
    world.draft(1);
    world.draft(2);

    assertThat(world.get(RELEASES + "?limit=2").json().has("next")).isFalse();
    assertThat(world.get(RELEASES + "?limit=1").at("next").asText())
        .isEqualTo("/admin/firmware/releases?limit=1&after=1");
    assertThat(world.get(RELEASES + "?after=2").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void releases_are_found_by_hardware_and_state() {
    world.draft(1);
    world.active(2);
    world.active(3);
    world.post(RELEASES, "{\"type\":7,\"revision\":3,\"version\":1}");

    assertThat(versions(RELEASES + "?type=7&revision=2")).containsExactly(1L, 2L, 3L);
    assertThat(versions(RELEASES + "?type=7&revision=3")).containsExactly(1L);
    assertThat(versions(RELEASES + "?state=active")).containsExactly(2L, 3L);
    assertThat(versions(RELEASES + "?state=draft&type=7&revision=2")).containsExactly(1L);
    assertThat(versions(RELEASES + "?state=withdrawn")).isEmpty();
    assertThat(world.get(RELEASES + "?state=active&limit=1&revision=2&type=7").at("next").asText())
        .isEqualTo("/admin/firmware/releases?type=7&revision=2&state=active&limit=1&after=2");
  }

  private List<Long> versions(String path) {
    return world
        .get(path)
        .at("items")
        .valueStream()
        .map(one -> one.path("version").asLong())
        .toList();
  }

  @Test
  void a_release_is_activated_paused_and_withdrawn() {
    var one = RELEASES + "/" + world.linked(120);

    assertThat(world.post(one + "/activate").at("state").asText()).isEqualTo("active");
    assertThat(world.post(one + "/activate").status()).isEqualTo(200);
    var paused = world.post(one + "/pause");
    assertThat(paused.at("state").asText()).isEqualTo("paused");
    assertThat(paused.at("pausedBecause").asText()).isEqualTo("by an operator");
    assertThat(world.post(one + "/activate", "{}").json().has("pausedBecause")).isFalse();
    assertThat(world.post(one + "/withdraw", " ").at("state").asText()).isEqualTo("withdrawn");
    assertThat(world.get(one).at("state").asText()).isEqualTo("withdrawn");
  }

  @Test
  void an_incomplete_release_is_not_offered() {
    var id = world.draft(120);

    var reply = world.post(RELEASES + "/" + id + "/activate");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("release_incomplete");
    assertThat(reply.at("type").asText()).isEqualTo("/problems/release-incomplete");
    assertThat(reply.at("detail").asText()).contains("numbered from 001 without a gap");
    assertThat(state(id)).isEqualTo(ReleaseState.DRAFT);
  }

  @Test
  void a_draft_cannot_be_paused() {
    assertThat(world.post(RELEASES + "/" + world.draft(120) + "/pause").code())
        .isEqualTo("release_draft");
  }

  @ParameterizedTest
  @CsvSource({"POST, /activate", "POST, /pause", "POST, /rollout/advance", "PUT, /rollout"})
  void what_is_withdrawn_stays_withdrawn(String method, String what) {
    var id = world.linked(120);
    world.post(RELEASES + "/" + id + "/withdraw");

    var reply =
        method.equals("PUT")
            ? world.put(RELEASES + "/" + id + what, ROLLOUT)
            : world.post(RELEASES + "/" + id + what);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("release_withdrawn");
    assertThat(state(id)).isEqualTo(ReleaseState.WITHDRAWN);
  }

  @Test
  void a_rollout_is_read_and_replaced_and_advanced() {
    var rollout = RELEASES + "/" + world.linked(120) + "/rollout";
    assertThat(world.get(rollout).body())
        .isEqualTo(
            "{\"stages\":[{\"percent\":100}],\"stage\":0,"
                + "\"brake\":{\"offers\":3,\"trackers\":5,\"percent\":10}}");

    assertThat(world.put(rollout, ROLLOUT).body()).isEqualTo(ROLLOUT);
    assertThat(world.get(rollout).body()).isEqualTo(ROLLOUT);
    assertThat(world.post(rollout + "/advance").at("stage").asInt()).isEqualTo(1);
    var further = world.post(rollout + "/advance");
    assertThat(further.status()).isEqualTo(409);
    assertThat(further.code()).isEqualTo("last_stage");
    assertThat(world.get(rollout).at("stage").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.01", "0.5", "10", "33.3", "99.99", "100", "100.00", "1e1"})
  void a_share_is_told_as_it_was_given(String percent) {
    var rollout = RELEASES + "/" + world.linked(120) + "/rollout";

    var reply = world.put(rollout, "{\"stages\":[{\"percent\":" + percent + "}],\"stage\":0}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(percent(reply.json())).isEqualByComparingTo(new BigDecimal(percent));
    assertThat(reply.body()).doesNotContain("E");
  }

  private static BigDecimal percent(JsonNode rollout) {
    return new BigDecimal(rollout.at("/stages/0/percent").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ''",
    "GET, /rollout",
    "GET, /statistics",
    "GET, /trackers",
    "GET, /decisions",
    "GET, /explanation?imei=867717033890519",
    "POST, /activate",
    "POST, /pause",
    "POST, /withdraw",
    "POST, /rollout/advance",
    "DELETE, /trackers/867717033890519",
    "DELETE, /parts/app.001",
    "PUT, /parts/app.001",
  })
  void a_release_that_is_not_there_is_said_not_to_be(String method, String what) {
    var reply = world.send(method, RELEASES + "/17" + what, BodyPublishers.noBody());

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("release_unknown");
  }

  @Test
  void what_is_put_to_a_release_that_is_not_there_is_refused() {
    assertThat(world.put(RELEASES + "/17/rollout", ROLLOUT).code()).isEqualTo("release_unknown");
    assertThat(
            world
                .put(
                    RELEASES + "/17/trackers",
                    "{\"standing\":\"denied\",\"imeis\":[\"867717033890519\"]}")
                .code())
        .isEqualTo("release_unknown");
    assertThat(
            world
                .put(RELEASES + "/17/trackers/867717033890519", "{\"standing\":\"denied\"}")
                .code())
        .isEqualTo("release_unknown");
  }
}
