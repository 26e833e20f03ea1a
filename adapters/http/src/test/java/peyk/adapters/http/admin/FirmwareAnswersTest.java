package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.IMEI;
import static peyk.adapters.http.admin.AdminWorld.RELEASES;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;

/** Who gets a release, what trackers were answered, and why. */
class FirmwareAnswersTest {
  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static Imei imei(int number) {
    return new Imei("8677170338%05d".formatted(number));
  }

  private List<String> words(String path, String name) {
    return world.get(path).at("items").valueStream().map(one -> one.path(name).asText()).toList();
  }

  @Test
  void an_operator_decides_about_a_tracker() {
    var trackers = RELEASES + "/" + world.active(120) + "/trackers";

    var set = world.put(trackers + "/" + IMEI.digits(), "{\"standing\":\"denied\"}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.body()).isEqualTo("{\"imei\":\"867717033890519\",\"standing\":\"denied\"}");
    assertThat(world.get(trackers).body()).isEqualTo("{\"items\":[" + set.body() + "]}");
    assertThat(
            world
                .get(RELEASES + "/1/explanation?imei=867717033890519&type=7&revision=2&version=1")
                .code())
        .isEqualTo("denied");
    assertThat(world.delete(trackers + "/" + IMEI.digits()).status()).isEqualTo(204);
    assertThat(world.delete(trackers + "/" + IMEI.digits()).status()).isEqualTo(204);
    assertThat(world.get(trackers).body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void an_operator_decides_about_many_trackers_at_once() {
    var trackers = RELEASES + "/" + world.active(120) + "/trackers";
    var imeis = ",\"imeis\":[\"867717033890519\",\"867717033890527\",\"867717033890519\"]}";

    assertThat(world.put(trackers, "{\"standing\":\"pinned\"" + imeis).body())
        .isEqualTo("{\"standing\":\"pinned\",\"trackers\":2}");
    assertThat(words(trackers, "imei")).containsExactly("867717033890519", "867717033890527");
    assertThat(words(trackers, "standing")).containsExactly("pinned", "pinned");
    assertThat(world.put(trackers, "{\"standing\":\"none\"" + imeis).body())
        .isEqualTo("{\"standing\":\"none\",\"trackers\":2}");
    assertThat(words(trackers, "imei")).isEmpty();
  }

  @Test
  void a_tracker_is_pinned_to_one_release() {
    var first = RELEASES + "/" + world.active(120) + "/trackers";
    var second = RELEASES + "/" + world.active(121) + "/trackers";
    world.put(first + "/" + IMEI.digits(), "{\"standing\":\"pinned\"}");

    world.put(second + "/" + IMEI.digits(), "{\"standing\":\"pinned\"}");

    assertThat(words(first, "imei")).isEmpty();
    assertThat(words(second, "standing")).containsExactly("pinned");
  }

  @Test
  void pages_lead_through_the_trackers_of_a_release() {
    var trackers = RELEASES + "/" + world.active(120) + "/trackers";
    for (int i = 0; i < 5; i++) {
      world.put(trackers + "/" + imei(i).digits(), "{\"standing\":\"allowed\"}");
    }
    var found = new ArrayList<String>();
    for (var next = trackers + "?limit=2"; next != null; ) {
      var page = world.get(next).json();
      page.path("items").forEach(item -> found.add(item.path("imei").asText()));
      next = page.has("next") ? page.path("next").asText() : null;
    }

    assertThat(found).hasSize(5).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void answers_are_remembered_the_latest_first() {
    var release = world.active(120);
    world.ask(IMEI, 119);
    world.clock.pass(Duration.ofMinutes(1));
    world.ask(IMEI, 120);
    world.ask(imei(1), 1);

    var ofTracker = world.get("/admin/firmware/decisions?imei=867717033890519");

    assertThat(ofTracker.body())
        .isEqualTo(
            "{\"items\":["
                + "{\"id\":2,\"at\":\"2026-11-22T10:01:00Z\",\"imei\":\"867717033890519\","
                + "\"serial\":\"SN-1\",\"type\":7,\"revision\":2,\"version\":120,\"times\":1,"
                + "\"offered\":false,\"reason\":\"up_to_date\","
                + "\"explanation\":\"It runs this version or a newer one.\"},"
                + "{\"id\":1,\"at\":\"2026-11-22T10:00:00Z\",\"imei\":\"867717033890519\","
                + "\"serial\":\"SN-1\",\"type\":7,\"revision\":2,\"version\":119,\"times\":1,"
                + "\"offered\":true,\"reason\":\"inside_rollout\",\"release\":1,"
                + "\"explanation\":\""
                + world.firmware.decisions().all().getFirst().explanation()
                + "\"}]}");
    assertThat(words(RELEASES + "/" + release + "/decisions", "imei"))
        .containsExactly(imei(1).digits(), IMEI.digits());
    assertThat(world.get("/admin/firmware/decisions?imei=86771703389051").body())
        .isEqualTo("{\"items\":[]}");
  }

  @Test
  void pages_lead_through_the_answers() {
    var release = world.active(120);
    for (int i = 0; i < 5; i++) {
      world.ask(IMEI, 119);
      world.clock.pass(Duration.ofDays(1));
    }
    for (var path :
        List.of(
            "/admin/firmware/decisions?imei=867717033890519&limit=2",
            RELEASES + "/" + release + "/decisions?limit=2")) {
      var found = new ArrayList<Long>();
      for (var next = path; next != null; ) {
        var page = world.get(next).json();
        page.path("items").forEach(item -> found.add(item.path("id").asLong()));
        next = page.has("next") ? page.path("next").asText() : null;
      }
      assertThat(found).containsExactly(5L, 4L, 3L, 2L, 1L);
    }
  }

  @Test
  void a_tracker_that_never_asked_has_no_answer_to_explain() {
    var release = RELEASES + "/" + world.active(120);

    for (var path : List.of(release + "/explanation", "/admin/firmware/explanation")) {
      var reply = world.get(path + "?imei=867717033890519");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("tracker_unknown");
      assertThat(world.get(path + "?imei=867717033890519&type=7&revision=2&version=1").status())
          .isEqualTo(200);
    }
    assertThat(world.firmware.decisions().all()).isEmpty();
  }

  @Test
  void the_reason_is_told_as_of_the_last_question() {
    world.active(120);
    world.ask(IMEI, 119);
    world.clock.pass(Duration.ofHours(1));
    world.post(RELEASES + "/1/pause");

    var reply = world.get(RELEASES + "/1/explanation?imei=867717033890519");

    assertThat(reply.body())
        .isEqualTo(
            "{\"at\":\"2026-11-22T11:00:00Z\",\"imei\":\"867717033890519\",\"serial\":\"SN-1\","
                + "\"type\":7,\"revision\":2,\"version\":119,\"release\":1,\"offered\":false,"
                + "\"code\":\"release_paused\",\"sentence\":\"The release is paused.\"}");
    assertThat(world.firmware.decisions().all()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 7, 2, 1, newer_release, false",
    "2, 7, 2, 1, inside_rollout, true",
    "2, 7, 2, 200, not_newer, false",
    "2, 7, 3, 1, other_hardware, false",
    "3, 7, 2, 1, release_draft, false",
  })
  void any_question_can_be_thought_of(
      long release, long type, long revision, long version, String code, boolean offered) {
    world.active(100);
    world.active(200);
    world.draft(300);

    var reply =
        world.get(
            "%s/%d/explanation?imei=867717033890519&type=%d&revision=%d&version=%d"
                .formatted(RELEASES, release, type, revision, version));

    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.at("offered").asBoolean()).isEqualTo(offered);
    assertThat(reply.at("sentence").asText()).endsWith(".");
  }

  @Test
  void all_releases_that_were_considered_are_told() {
    world.active(100);
    world.active(200);
    world.draft(300);

    var reply =
        world.get("/admin/firmware/explanation?imei=867717033890519&type=7&revision=2&version=1");

    assertThat(reply.at("offered").asLong()).isEqualTo(2);
    assertThat(reply.at("reason").asText()).isEqualTo("inside_rollout");
    assertThat(reply.at("considered").valueStream())
        .extracting(one -> one.path("release").asLong() + " " + one.path("code").asText())
        .containsExactly("3 release_draft", "2 inside_rollout", "1 newer_release");
    var none =
        world.get("/admin/firmware/explanation?imei=867717033890519&type=8&revision=2&version=1");
    assertThat(none.json().has("offered")).isFalse();
    assertThat(none.at("reason").asText()).isEqualTo("no_release");
    assertThat(none.at("considered")).isEmpty();
  }

  @Test
  void a_release_has_statistics() {
    var release = new ReleaseId(world.active(120));
    var statistics = RELEASES + "/" + release + "/statistics";
    assertThat(world.get(statistics).body())
        .isEqualTo(
            "{\"offered\":0,\"seen\":0,\"failing\":0,"
                + "\"stage\":{\"stage\":0,\"percent\":100,\"offered\":0,\"seen\":0},"
                + "\"downloads\":[]}");
    world.put(
        RELEASES + "/" + release + "/rollout",
        "{\"stages\":[{\"percent\":100}],\"stage\":0,"
            + "\"brake\":{\"offers\":2,\"trackers\":100,\"percent\":100}}");
    for (int i = 0; i < 3; i++) {
      world.ask(imei(i), 119);
    }
    world.ask(imei(1), 119);
    world.ask(imei(2), 120);
    world.firmware.downloads().add(release, "app.001", true);
    world.firmware.downloads().add(release, "app.001", false);

    assertThat(world.get(statistics).body())
        .isEqualTo(
            "{\"offered\":3,\"seen\":1,\"seenPercent\":33.33,\"failing\":1,"
                + "\"failingPercent\":33.33,"
                + "\"stage\":{\"stage\":0,\"percent\":100,\"offered\":3,\"seen\":1,"
                + "\"seenPercent\":33.33},"
                + "\"downloads\":[{\"part\":\"app.001\",\"completed\":1,\"aborted\":1}]}");
  }

  @Test
  void the_old_catalogue_is_taken_over() {
    var file =
        "\uFEFF[{\"device\":\"7\",\"rev\":2,\"firmware\":119,\"download_path\":\"ftp://a/119\","
            + "\"date\":\"2024-05-01 10:00:00\",\"more\":null},"
            + "{\"device\":7,\"rev\":2,\"firmware\":120,\"download_path\":\"ftp://a/120\"}]";
    world.draft(120);

    var reply = world.post("/admin/firmware/import", file);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"created\":1,\"updated\":0,\"unchanged\":0,\"kept\":1}");
    assertThat(world.get(RELEASES + "/2").at("state").asText()).isEqualTo("active");
    assertThat(world.post("/admin/firmware/import", file).at("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void a_catalogue_with_faults_changes_nothing() {
    var reply =
        world.post(
            "/admin/firmware/import",
            "[{\"device\":7,\"rev\":2,\"firmware\":119,\"download_path\":\"ftp://a\"},"
                + "{\"device\":7,\"rev\":-2,\"firmware\":119,\"download_path\":\"ftp://a\"}, 1]");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.code()).isEqualTo("import_unusable");
    assertThat(reply.at("faults")).hasSize(2);
    assertThat(reply.at("faults").get(0).asText()).startsWith("Row 2: rev ");
    assertThat(world.firmware.releases().all()).isEmpty();
    for (var body : List.of("", "{}", "junk", "[")) {
      assertThat(world.post("/admin/firmware/import", body).code()).isEqualTo("import_unusable");
    }
  }
}
