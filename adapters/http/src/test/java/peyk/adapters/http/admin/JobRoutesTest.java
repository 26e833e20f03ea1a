package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

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
                + "\"error\":\"Traccar is away\"}]}");
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
        .map(FailedJob::nextRun)
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
}
