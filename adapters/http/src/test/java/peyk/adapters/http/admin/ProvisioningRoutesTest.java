package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;

class ProvisioningRoutesTest {
  private static final String BEGIN = "/admin/devices/867717033890519/provisioning";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<Long> devices(String query) {
    return world
        .get("/admin/provisionings" + query)
        .at("items")
        .valueStream()
        .map(one -> one.path("device").asLong())
        .toList();
  }

  @Test
  void a_tracker_is_provisioned_all_over_again() {
    var reply = world.post(BEGIN);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"device\":1,\"step\":\"waiting\",\"startedAt\":\"2026-11-22T10:00:00Z\","
                + "\"since\":\"2026-11-22T10:00:00Z\",\"asked\":0}");
    assertThat(world.fleet.jobs.due(JobKind.PROVISION, "1")).contains(world.clock.now());
  }

  @Test
  void there_has_to_be_a_tracker() {
    var reply = world.post(BEGIN.replace("519", "520"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("tracker_unknown");
    assertThat(world.fleet.jobs.waiting()).isEmpty();
  }

  @Test
  void while_traccar_is_away_nothing_begins() {
    world.loseTraccar();

    var reply = world.post(BEGIN);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("traccar_unavailable");
    assertThat(world.fleet.jobs.waiting()).isEmpty();
  }

  @Test
  void there_is_nothing_to_say() {
    assertThat(world.post(BEGIN, "{\"step\":\"imsi\"}").code()).isEqualTo("invalid_field");
    assertThat(world.fleet.jobs.waiting()).isEmpty();
  }

  @Test
  void provisionings_are_listed_in_order_of_the_devices() {
    var now = world.clock.now();
    for (int device = 1; device <= 3; device++) {
      world.fleet.provisionings.restart(new DeviceId(device), now);
    }
    var second = world.fleet.provisionings.find(new DeviceId(2)).orElseThrow();
    world.fleet.provisionings.save(second, second.givenUp(now));
    var third = world.fleet.provisionings.find(new DeviceId(3)).orElseThrow();
    world.fleet.provisionings.save(third, third.asking(new CommandId(9)));

    assertThat(devices("")).containsExactly(1L, 2L, 3L);
    assertThat(devices("?step=gave_up")).containsExactly(2L);
    assertThat(devices("?after=1&step=waiting")).containsExactly(3L);
    var page = world.get("/admin/provisionings?limit=2");
    assertThat(page.at("next").asText()).isEqualTo("/admin/provisionings?limit=2&after=2");
    assertThat(world.get(page.at("next").asText()).at("items").get(0).path("command").asLong())
        .isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step=", "step=DONE", "step=nothing", "after=-1", "limit=0"})
  void parameters_that_cannot_be_are_named(String query) {
    var reply = world.get("/admin/provisionings?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("parameter").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
  }
}
