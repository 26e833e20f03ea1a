package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.domain.job.FailedJob;
import peyk.domain.job.JobKind;

class JobRoutesTest {
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
  void failed_jobs_are_listed_with_what_was_wrong() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);

    assertThat(world.get("/admin/jobs/failed").body())
        .isEqualTo(
            "{\"items\":[{\"kind\":\"update-device\",\"instance\":\"1\",\"failures\":2,"
                + "\"failedAt\":\"2026-11-22T10:00:00Z\",\"nextRun\":\"2026-11-22T10:00:30Z\","
                + "\"error\":\"Traccar is away\",\"state\":\"failing\"}]}");
  }

  @Test
  void no_more_are_listed_than_are_wanted_the_latest_first() {
    for (int i = 0; i < 3; i++) {
      world.fleet.failJob(JobKind.UPDATE_DEVICE, "" + i, world.clock.now().plusSeconds(i));
    }

    assertThat(world.get("/admin/jobs/failed?limit=2").at("items").valueStream())
        .extracting(job -> job.path("instance").asText())
        .containsExactly("2", "1");
    assertThat(world.get("/admin/jobs/failed?limit=0").code()).isEqualTo("invalid_parameter");
  }

  @Test
  void a_failed_job_is_tried_again_at_once() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);

    var reply = world.post("/admin/jobs/update-device/1/retry");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(world.fleet.failedJobs.find(JobKind.UPDATE_DEVICE, "1"))
        .flatMap(FailedJob::nextRun)
        .contains(world.clock.now());
  }

  @Test
  void a_job_that_is_running_is_left_alone() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    world.fleet.failedJobs.begin(JobKind.UPDATE_DEVICE, "1");

    var reply = world.post("/admin/jobs/update-device/1/retry");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("job_running");
  }

  @Test
  void there_has_to_be_a_job_that_failed() {
    var reply = world.post("/admin/jobs/update-device/1/retry");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("job_unknown");
    assertThat(world.post("/admin/jobs/%00/%ff/retry").status()).isIn(400, 404);
    assertThat(world.post("/admin/jobs/update-device/" + "1".repeat(300) + "/retry").code())
        .isEqualTo("invalid_parameter");
  }

  @Test
  void parked_jobs_are_listed_and_counted_apart() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    park(JobKind.PROVISION, "7");

    assertThat(world.get("/admin/jobs/failed?state=parked&kind=provision").at("items"))
        .singleElement()
        .satisfies(job -> {
          assertThat(job.path("state").asText()).isEqualTo("parked");
          assertThat(job.has("nextRun")).isFalse();
        });
    assertThat(world.get("/admin/jobs").body())
        .isEqualTo(
            "{\"items\":[{\"kind\":\"provision\",\"state\":\"parked\",\"jobs\":1},"
                + "{\"kind\":\"update-device\",\"state\":\"failing\",\"jobs\":1}]}");
    assertThat(world.get("/admin/jobs/failed?state=lost").code()).isEqualTo("invalid_parameter");
    assertThat(world.get("/admin/jobs/failed?kind=nap").code()).isEqualTo("invalid_parameter");
  }

  @Test
  void all_parked_jobs_of_a_kind_are_tried_again_by_one_request() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    park(JobKind.PROVISION, "7");
    park(JobKind.PROVISION, "8");

    var reply = world.post("/admin/jobs/retry", "{\"kind\": \"provision\", \"state\": \"parked\"}");

    assertThat(reply.body()).isEqualTo("{\"due\":2}");
    assertThat(world.fleet.failedJobs.find(JobKind.PROVISION, "7"))
        .flatMap(FailedJob::nextRun)
        .contains(world.clock.now());
    assertThat(world.post("/admin/jobs/retry", "{\"state\": \"due\"}").code())
        .isEqualTo("invalid_field");
  }

  @Test
  void a_job_is_discarded_with_a_reason() {
    park(JobKind.UPDATE_DEVICE, "7");

    assertThat(discard("update-device/7", "{}").code()).isEqualTo("invalid_field");
    assertThat(discard("update-device/7", "{\"reason\": \" \"}").code()).isEqualTo("invalid_field");
    assertThat(world.fleet.failedJobs.find(JobKind.UPDATE_DEVICE, "7")).isPresent();

    var reply = discard("update-device/7", "{\"reason\": \"the device is broken in Traccar\"}");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(world.fleet.failedJobs.find(JobKind.UPDATE_DEVICE, "7")).isEmpty();
    assertThat(discard("update-device/7", "{\"reason\": \"again\"}").code())
        .isEqualTo("job_unknown");
  }

  @Test
  void a_job_that_would_leave_something_half_done_is_not_discarded() {
    park(JobKind.FINISH_CLAIM, "7");

    var reply = discard("finish-claim/7", "{\"reason\": \"it never ends\"}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("job_not_discardable");
    assertThat(world.fleet.failedJobs.find(JobKind.FINISH_CLAIM, "7")).isPresent();
  }

  private AdminWorld.Reply discard(String job, String body) {
    return world.post("/admin/jobs/" + job + "/discard", body);
  }

  private void park(JobKind kind, String instance) {
    world.fleet.failedJobs.fail(
        new FailedJob(
            kind, instance, 20, world.clock.now(), Optional.empty(), Optional.of("refused")));
  }
}
