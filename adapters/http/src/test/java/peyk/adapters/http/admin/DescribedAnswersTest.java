package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.admin.AdminWorld.Reply;
import peyk.adapters.http.admin.OpenApi.Operation;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.CommandId;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.job.JobKind;

/** Every operation answers as it is described, when all is well and when it is not. */
class DescribedAnswersTest {
  private static final OpenApi API = OpenApi.read();

  private static final String DEVICE = "/admin/devices/867717033890519";

  private AdminWorld world;

  private record Example(String path, String body) {}

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** One successful request for each operation, in an order in which they can be made. */
  private static Map<String, Example> successes(long active, long draft, long other) {
    var one = "/admin/firmware/releases/" + active;
    var rollout =
        "\"stages\":[{\"percent\":0.5,\"gate\":{\"trackers\":1,\"percent\":1}},{\"percent\":99.99}]"
            + ",\"brake\":{\"offers\":3,\"trackers\":5,\"percent\":10}";
    var examples = new LinkedHashMap<String, Example>();
    examples.put(
        "createRelease",
        new Example(
            "/admin/firmware/releases",
            "{\"type\":1,\"revision\":0,\"version\":9,\"date\":\"d\",\"notes\":\"n\",\"rollout\":{"
                + rollout
                + "}}"));
    examples.put(
        "storePart",
        new Example("/admin/firmware/releases/" + draft + "/parts/app.001", "content"));
    examples.put("showRelease", new Example("/admin/firmware/releases/" + draft, ""));
    examples.put("listReleases", new Example("/admin/firmware/releases?limit=2", ""));
    examples.put(
        "removePart", new Example("/admin/firmware/releases/" + draft + "/parts/app.001", ""));
    examples.put("listDecisionsOfRelease", new Example(one + "/decisions?limit=1", ""));
    examples.put(
        "listDecisionsOfTracker",
        new Example("/admin/firmware/decisions?imei=867717033890519&limit=1", ""));
    examples.put("explainRelease", new Example(one + "/explanation?imei=867717033890519", ""));
    examples.put(
        "explainTracker", new Example("/admin/firmware/explanation?imei=867717033890519", ""));
    examples.put("showStatistics", new Example(one + "/statistics", ""));
    examples.put("replaceRollout", new Example(one + "/rollout", "{" + rollout + ",\"stage\":0}"));
    examples.put("showRollout", new Example(one + "/rollout", ""));
    examples.put("advanceRollout", new Example(one + "/rollout/advance", ""));
    examples.put("pauseRelease", new Example(one + "/pause", ""));
    examples.put("activateRelease", new Example(one + "/activate", "{}"));
    examples.put(
        "setStanding", new Example(one + "/trackers/86771703389051", "{\"standing\":\"pinned\"}"));
    examples.put(
        "setStandings",
        new Example(
            one + "/trackers", "{\"standing\":\"allowed\",\"imeis\":[\"867717033890519\"]}"));
    examples.put("listStandings", new Example(one + "/trackers?limit=1", ""));
    examples.put("clearStanding", new Example(one + "/trackers/86771703389051", ""));
    examples.put(
        "withdrawRelease", new Example("/admin/firmware/releases/" + other + "/withdraw", ""));
    examples.put(
        "importReleases",
        new Example(
            "/admin/firmware/import",
            "[{\"device\":5,\"rev\":1,\"firmware\":3,\"download_path\":\"ftp://a\",\"date\":\"\"}]"));
    examples.put("listLowSims", new Example("/admin/sims/low?limit=1", ""));
    examples.put("showSim", new Example("/admin/sims/867717033890519", ""));
    examples.put("listSimHistory", new Example("/admin/sims/867717033890519/history?limit=1", ""));
    examples.put("listSchedules", new Example("/admin/schedules", ""));
    examples.put("runSchedule", new Example("/admin/schedules/versions/run", ""));
    examples.put("showSchedule", new Example("/admin/schedules/versions", ""));
    examples.put("pauseSchedule", new Example("/admin/schedules/versions/pause", ""));
    examples.put("resumeSchedule", new Example("/admin/schedules/versions/resume", ""));
    examples.put("listFirings", new Example("/admin/schedules/versions/firings?limit=1", ""));
    examples.put(
        "orderCommand",
        new Example("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"getver\"}"));
    examples.put("listCommands", new Example("/admin/commands?limit=1", ""));
    examples.put("showCommand", new Example("/admin/commands/1", ""));
    examples.put("releaseClaim", new Example(DEVICE + "/claim", ""));
    examples.put("provisionDevice", new Example(DEVICE + "/provisioning", ""));
    examples.put("listProvisionings", new Example("/admin/provisionings?limit=1", ""));
    examples.put("showDevice", new Example(DEVICE, ""));
    examples.put("listFailedJobs", new Example("/admin/jobs/failed?limit=1", ""));
    examples.put("retryJob", new Example("/admin/jobs/update-device/1/retry", ""));
    examples.put("countJobs", new Example("/admin/jobs", ""));
    examples.put("retryJobs", new Example("/admin/jobs/retry", "{\"kind\":\"update-device\"}"));
    examples.put(
        "discardJob",
        new Example("/admin/jobs/update-device/1/discard", "{\"reason\":\"a test\"}"));
    examples.put("cancelCommand", new Example("/admin/commands/2/cancel", ""));
    examples.put("checkHearing", new Example("/admin/hearing/check", ""));
    examples.put("showHearing", new Example("/admin/hearing", ""));
    examples.put("showPhone", new Example("/admin/phones/09121234567", ""));
    examples.put("unlockPhone", new Example("/admin/phones/09121234567/lock", ""));
    examples.put("listAudit", new Example("/admin/audit?limit=1", ""));
    examples.put("showDescription", new Example("/admin/openapi.yaml", ""));
    examples.put("showPublicDescription", new Example("/admin/openapi-public.yaml", ""));
    return examples;
  }

  @Test
  void successes_are_as_described() {
    var active = world.active(100);
    var examples = successes(active, world.draft(101), world.linked(102));
    world.ask(AdminWorld.IMEI, 1);
    world.ask(AdminWorld.IMEI, 100);
    world.firmware.downloads().add(new ReleaseId(active), "app.001", true);
    fillFleet();
    world.phones.lock();
    world.sims.add(AdminWorld.IMEI, 90_000, 20_000);
    world.sims.add(new Imei("867717033890520"), 90_000, 20_000);
    world.put(
        "/admin/firmware/releases/" + active + "/trackers/867717033890519",
        "{\"standing\":\"allowed\"}");

    assertThat(API.operations())
        .extracting(operation -> operation.description().path("operationId").asText())
        .containsExactlyInAnyOrderElementsOf(examples.keySet());
    examples.forEach((name, example) -> {
      var operation = operation(name);
      var reply = ask(operation, example);
      assertThat(reply.status()).as("%s: %s", name, reply.body()).isBetween(200, 299);
      expectDescribed(operation, reply);
    });
  }

  /** Something in every section of a device's page. */
  private void fillFleet() {
    var fleet = world.fleet;
    world.post("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"getver\"}");
    fleet.send();
    fleet.answer(AnswerKind.VERSION, "VERSION:1 MODEL:2");
    world.post("/admin/commands", "{\"imei\":\"867717033890519\",\"command\":\"getimsi\"}");
    fleet.hear("IMSI:432117033890519");
    fleet.changes.add(
        fleet.tracker.id(), new DevicePatch(Map.of("balance", "1"), List.of("simcard")));
    fleet.failJob(JobKind.UPDATE_DEVICE);
    fleet.failJob(JobKind.PROVISION);
    fleet.provisionings.restart(fleet.tracker.id(), world.clock.now());
    fleet.provisionings.restart(new DeviceId(2), world.clock.now());
    var begun = fleet.provisionings.find(fleet.tracker.id()).orElseThrow();
    fleet.provisionings.save(begun, begun.asking(new CommandId(2)));
    var claims = fleet.changes.claims();
    claims.open(
        claims.find(fleet.tracker.id()),
        fleet.owner.id(),
        Optional.of(fleet.owner.id()),
        world.clock.now());
  }

  @Test
  void a_devices_page_is_as_described_whatever_is_known() {
    expectDescribed(operation("showDevice"), world.get(DEVICE));
    world.ask(AdminWorld.IMEI, 1);
    world.active(100);
    world.ask(AdminWorld.IMEI, 1);
    world.sims.add(AdminWorld.IMEI, 90_000, 20_000);
    world.put("/admin/firmware/releases/1/trackers/867717033890519", "{\"standing\":\"allowed\"}");
    fillFleet();
    var whole = world.get(DEVICE);
    expectDescribed(operation("showDevice"), whole);
    for (var section : API.document().at("/components/schemas/Device/properties").properties()) {
      assertThat(whole.json().has(section.getKey())).as(section.getKey()).isTrue();
    }
    world.loseTraccar();
    expectDescribed(operation("showDevice"), world.get(DEVICE));
    world.sims.knowDevice(AdminWorld.IMEI, world.fleet.tracker.id());
    expectDescribed(operation("showDevice"), world.get(DEVICE));
  }

  @Test
  void outages_of_traccar_are_as_described() {
    world.loseTraccar();
    var examples = successes(1, 2, 3);
    for (var name : List.of("orderCommand", "provisionDevice", "releaseClaim")) {
      var reply = ask(operation(name), examples.get(name));
      assertThat(reply.status()).as(name).isEqualTo(503);
      assertThat(reply.code()).isEqualTo("traccar_unavailable");
      assertThat(reply.header("Retry-After")).contains("5");
      expectDescribed(operation(name), reply);
    }
    var listed = world.get("/admin/commands?imei=867717033890519");
    assertThat(listed.code()).isEqualTo("traccar_unavailable");
    expectDescribed(operation("listCommands"), listed);
  }

  @Test
  void refusals_are_as_described() {
    var examples = successes(998, 999, 997);
    examples.forEach((name, example) -> {
      var operation = operation(name);
      expectDescribed(operation, ask(operation, example));
      expectDescribed(operation, ask(operation, new Example(example.path(), "{\"x\":1}")));
      var unknown = new Example(example.path().split("\\?")[0] + "?x=1", example.body());
      var reply = ask(operation, unknown);
      expectDescribed(operation, reply);
      assertThat(reply.status()).as(name).isEqualTo(400);
    });
  }

  @Test
  void outages_are_as_described() {
    var active = world.active(100);
    var examples = successes(active, world.draft(101), world.linked(102));
    world.failStorage(new StorageUnavailableException("away", new IllegalStateException()));
    examples.remove("showDescription");
    examples.remove("showPublicDescription");
    examples.remove("showHearing");
    examples.forEach((name, example) -> {
      var operation = operation(name);
      var reply = ask(operation, example);
      assertThat(reply.status()).as(name).isEqualTo(503);
      assertThat(reply.code()).isEqualTo("unavailable");
      assertThat(reply.header("Retry-After")).contains("5");
      expectDescribed(operation, reply);
    });
  }

  private static Operation operation(String name) {
    return API.operations().stream()
        .filter(one -> one.description().path("operationId").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Reply ask(Operation operation, Example example) {
    return world.send(operation.method(), example.path(), BodyPublishers.ofString(example.body()));
  }

  private static void expectDescribed(Operation operation, Reply reply) {
    var response =
        API.resolve(
            operation.description().path("responses").path(Integer.toString(reply.status())));
    assertThat(response.isMissingNode())
        .as("%s answers %d: %s", operation, reply.status(), reply.body())
        .isFalse();
    var content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(reply.body()).isEmpty();
      return;
    }
    var type = reply.header("Content-Type").orElseThrow();
    assertThat(content.has(type)).as("%s answers %s", operation, type).isTrue();
    if (type.endsWith("json")) {
      assertThat(API.faults(schema(content, type), reply.json()))
          .as("%s: %s", operation, reply.body())
          .isEmpty();
    }
  }

  private static JsonNode schema(JsonNode content, String type) {
    return content.path(type).path("schema");
  }
}
