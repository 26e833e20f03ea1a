package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.IMEI;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.admin.AdminWorld.Reply;
import peyk.domain.account.AccountId;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;

class TrackerOverviewRoutesTest {
  private static final String PAGE = "/admin/devices/867717033890519";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply page() {
    return world.get(PAGE);
  }

  @Test
  void of_a_tracker_that_only_traccar_knows_that_is_told() {
    assertThat(page().status()).isEqualTo(200);
    assertThat(page().at("traccar").toString())
        .startsWith(
            "{\"lookup\":\"found\",\"id\":1,\"name\":\"a car\",\"model\":\"TYNOR-T950\","
                + "\"online\":true,\"attributes\":{")
        .contains("\"assignee\":1", "\"Device Password\":\"[redacted]\"");
    assertThat(page().at("owner").toString())
        .isEqualTo("{\"id\":1,\"lookup\":\"found\",\"login\":\"09123456789\"}");
    assertThat(page().at("service").toString())
        .isEqualTo(
            "{\"device\":1,\"commands\":[],\"answers\":[],\"patches\":[],\"failedJobs\":[]}");
    assertThat(page().json().has("sim")).isFalse();
    assertThat(page().json().has("firmware")).isFalse();
  }

  @Test
  void sim_and_firmware_are_told() {
    world.sims.add(IMEI, 90_000, 60_000, 30_000);
    world.active(100);
    world.put("/admin/firmware/releases/1/trackers/867717033890519", "{\"standing\":\"allowed\"}");
    world.ask(IMEI, 7);

    assertThat(page().at("sim").path("trend").path("daysLeft").asLong()).isEqualTo(1);
    var firmware = page().at("firmware");
    assertThat(firmware.path("version").asLong()).isEqualTo(7);
    assertThat(firmware.path("lastCheck").path("offered").asBoolean()).isTrue();
    assertThat(firmware.path("offers").get(0).path("release").asLong()).isEqualTo(1);
    assertThat(firmware.path("standings").toString())
        .isEqualTo("[{\"release\":1,\"version\":100,\"standing\":\"allowed\"}]");
  }

  @Test
  void commands_are_told_with_their_answers() {
    world.post("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"getver\"}");
    world.fleet.send();
    world.clock.pass(Duration.ofSeconds(3));
    world.fleet.answer(AnswerKind.VERSION, "VERSION:2.1.0d MODEL:95/2");

    var command = page().at("service").path("commands").get(0);
    assertThat(command.path("state").asText()).isEqualTo("answered");
    assertThat(command.path("answer").toString())
        .isEqualTo(
            "{\"at\":\"2026-11-22T10:00:03Z\",\"receivedAt\":\"2026-11-22T10:00:03Z\","
                + "\"handledAt\":\"2026-11-22T10:00:03Z\",\"kind\":\"version\","
                + "\"text\":\"VERSION:2.1.0d MODEL:95/2\"}");
    assertThat(page().at("service").path("answers").get(0)).isEqualTo(command.path("answer"));
  }

  @Test
  void what_waits_and_what_fails_is_told_by_name() {
    world.fleet.hear("PASS:hunter2");
    world.fleet.changes.add(
        world.fleet.tracker.id(),
        new DevicePatch(Map.of("secretAttribute", "hunter2"), List.of("simcard")));
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    world.post(PAGE + "/provisioning");
    var claims = world.fleet.changes.claims();
    claims.open(
        claims.find(world.fleet.tracker.id()),
        new AccountId(5),
        Optional.of(world.fleet.owner.id()),
        world.clock.now());

    var service = page().at("service");
    assertThat(service.path("patches").toString())
        .isEqualTo("[{\"set\":[\"secretAttribute\"],\"drop\":[\"simcard\"]}]");
    assertThat(service.path("failedJobs").get(0).path("error").asText())
        .isEqualTo("Traccar is away");
    assertThat(service.path("failedJobs").get(0).path("nextRun").asText())
        .isEqualTo("2026-11-22T10:00:30Z");
    assertThat(service.path("answers").toString())
        .isEqualTo(
            "[{\"at\":\"2026-11-22T10:00:00Z\",\"receivedAt\":\"2026-11-22T10:00:00Z\","
                + "\"kind\":\"password\",\"text\":\"[redacted]\"}]");
    assertThat(service.path("provisioning").path("step").asText()).isEqualTo("waiting");
    assertThat(service.path("claim").toString())
        .isEqualTo(
            "{\"owner\":5,\"from\":1,\"commanded\":false,\"since\":\"2026-11-22T10:00:00Z\"}");
    assertThat(page().body()).doesNotContain("hunter2");
  }

  @Test
  void while_traccar_is_away_the_rest_is_told() {
    world.sims.add(IMEI, 5000);
    world.sims.knowDevice(IMEI, world.fleet.tracker.id());
    world.post("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"getver\"}");
    world.loseTraccar();

    assertThat(page().status()).isEqualTo(200);
    assertThat(page().at("traccar").toString())
        .isEqualTo("{\"lookup\":\"traccar_unavailable\",\"id\":1}");
    assertThat(page().at("sim").path("balance").path("rials").asLong()).isEqualTo(5000);
    assertThat(page().at("service").path("commands")).hasSize(1);
  }

  @Test
  void a_tracker_that_traccar_does_not_have_may_be_known_here() {
    world.fleet.devices.remove(world.fleet.tracker.id());
    assertThat(page().status()).isEqualTo(404);
    assertThat(page().code()).isEqualTo("tracker_unknown");

    world.sims.add(IMEI, 5000);
    assertThat(page().status()).isEqualTo(200);
    assertThat(page().at("traccar").toString()).isEqualTo("{\"lookup\":\"not_found\"}");
  }

  @Test
  void an_imei_is_one() {
    assertThat(world.get("/admin/devices/1").at("parameter").asText()).isEqualTo("imei");
    assertThat(world.get(PAGE + "?limit=1").at("parameter").asText()).isEqualTo("limit");
  }
}
