package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRoutesTest {
  private static final String VERSIONS = "/admin/schedules/versions";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void schedules_are_listed_with_what_they_do_and_when() {
    assertThat(world.get("/admin/schedules").body())
        .isEqualTo(
            "{\"items\":[{\"name\":\"passwords\",\"command\":\"getpass\","
                + "\"recurrence\":\"every PT6H, first after PT6H\",\"models\":[],"
                + "\"onlineOnly\":false,\"spread\":\"PT30M\",\"lifetime\":\"PT6H\","
                + "\"state\":\"active\",\"next\":\"2026-11-22T16:00:00Z\"},"
                + "{\"name\":\"versions\",\"command\":\"getver\","
                + "\"recurrence\":\"every PT6H, first after PT6H\",\"models\":[\"T950\"],"
                + "\"onlineOnly\":true,\"spread\":\"PT0S\",\"lifetime\":\"PT6H\","
                + "\"state\":\"active\",\"next\":\"2026-11-22T16:00:00Z\"}]}");
  }

  @Test
  void a_schedule_can_be_run_now_and_tells_what_it_did() {
    var run = world.post(VERSIONS + "/run");
    assertThat(run.body())
        .isEqualTo(
            "{\"id\":1,\"due\":\"2026-11-22T10:00:00Z\",\"byHand\":true,"
                + "\"begun\":\"2026-11-22T10:00:00Z\"}");
    world.schedules.carryOut(100, 3, world.clock.now());
    world.schedules.send(world.clock.now());
    assertThat(world.get(VERSIONS).at("last").toString())
        .isEqualTo(
            "{\"id\":1,\"due\":\"2026-11-22T10:00:00Z\",\"byHand\":true,"
                + "\"begun\":\"2026-11-22T10:00:00Z\",\"ended\":\"2026-11-22T10:00:00Z\","
                + "\"devices\":100,\"addressed\":3,\"ordered\":3}");
    assertThat(world.get(VERSIONS).at("commands").toString())
        .isEqualTo("{\"wanted\":2,\"sent\":1}");
    assertThat(world.get(VERSIONS).at("next").asText()).isEqualTo("2026-11-22T16:00:00Z");
  }

  @Test
  void a_schedule_that_is_being_carried_out_is_not_run_again() {
    world.post(VERSIONS + "/run");
    var again = world.post(VERSIONS + "/run");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("firing_under_way");
    assertThat(again.at("id").asLong()).isEqualTo(1);
    assertThat(world.get(VERSIONS + "/firings").at("items")).hasSize(1);
  }

  @Test
  void a_paused_schedule_has_no_next_time_until_it_is_resumed() {
    var paused = world.post(VERSIONS + "/pause");
    assertThat(paused.at("state").asText()).isEqualTo("paused");
    assertThat(paused.json().has("next")).isFalse();
    assertThat(world.get(VERSIONS).at("state").asText()).isEqualTo("paused");
    world.clock.pass(KnownSchedules.PERIOD.multipliedBy(2));
    var resumed = world.post(VERSIONS + "/resume");
    assertThat(resumed.at("state").asText()).isEqualTo("active");
    assertThat(resumed.at("next").asText()).isEqualTo("2026-11-23T04:00:00Z");
  }

  @Test
  void pages_lead_back_through_the_firings() {
    for (int i = 0; i < 3; i++) {
      world.post(VERSIONS + "/run");
      world.schedules.carryOut(1, 0, world.clock.now());
    }
    var ids = new ArrayList<Long>();
    for (var next = VERSIONS + "/firings?limit=2"; next != null; ) {
      var page = world.get(next).json();
      page.path("items").forEach(item -> ids.add(item.path("id").asLong()));
      next = page.has("next") ? page.path("next").asText() : null;
    }
    assertThat(ids).containsExactly(3L, 2L, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "VERSIONS", "%20", "a.b", "%D9%86"})
  void what_is_not_configured_is_unknown(String name) {
    for (var what : List.of("", "/firings")) {
      var reply = world.get("/admin/schedules/" + name + what);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("schedule_unknown");
    }
    for (var what : List.of("/run", "/pause", "/resume")) {
      var reply = world.post("/admin/schedules/" + name + what);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("schedule_unknown");
    }
  }

  @Test
  void a_body_that_nobody_asked_for_changes_nothing() {
    for (var what : List.of("/run", "/pause", "/resume")) {
      var reply = world.post(VERSIONS + what, "{\"now\":true}");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.code()).isEqualTo("invalid_field");
    }
    assertThat(world.schedules.underWay()).isEmpty();
    assertThat(world.get(VERSIONS).at("state").asText()).isEqualTo("active");
  }
}
