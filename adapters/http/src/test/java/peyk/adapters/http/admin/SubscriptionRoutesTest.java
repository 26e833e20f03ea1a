package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.domain.tracker.TokenOwner;

class SubscriptionRoutesTest {
  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<String> codes(AdminWorld.Reply reply) {
    return reply.at("findings").valueStream().map(one -> one.path("code").asText()).toList();
  }

  @Test
  void before_the_first_check_nothing_is_known() {
    assertThat(world.get("/admin/hearing").body())
        .isEqualTo(
            "{\"heard\":false,\"trouble\":\"not checked yet\",\"devices\":0,\"online\":0,\"findings\":[]}");
  }

  @Test
  void a_check_repairs_and_tells_what_it_found() {
    world.hearing.devices(1, 2, 3);
    world.hearing.server.answerDelay(Duration.ofMillis(3100));

    var checked = world.post("/admin/hearing/check");

    assertThat(checked.status()).isEqualTo(200);
    assertThat(codes(checked)).contains("notifications_missing", "devices_unlinked");
    assertThat(checked.at("heard").asBoolean()).isTrue();
    assertThat(checked.at("version").asText()).isEqualTo("6.14.5");
    assertThat(checked.at("answerDelayMillis").asLong()).isEqualTo(3100);
    assertThat(world.hearing.unlinked()).isEmpty();
    assertThat(codes(world.post("/admin/hearing/check")))
        .contains("notifications", "devices_linked");
  }

  @Test
  void what_was_found_last_is_told_again_without_a_check() {
    world.post("/admin/hearing/check");
    world.clock.pass(Duration.ofMinutes(10));
    world.hearing.devices(1);

    var shown = world.get("/admin/hearing");

    assertThat(shown.at("checked").asText()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(world.hearing.unlinked()).hasSize(1);
  }

  @Test
  void a_fault_is_told_with_its_cure() {
    world.hearing.traccar.be(new TokenOwner.ServiceAccount());

    var fault = world.post("/admin/hearing/check").at("findings").get(1);

    assertThat(fault.path("severity").asText()).isEqualTo("fault");
    assertThat(fault.path("code").asText()).isEqualTo("service_account_token");
    assertThat(fault.path("cure").asText()).contains("TRACCAR_TOKEN");
    assertThat(world.get("/admin/hearing").at("heard").asBoolean()).isFalse();
  }

  @Test
  void while_traccar_is_away_it_says_so() {
    world.post("/admin/hearing/check");
    world.hearing.server.outage().begin();

    var refused = world.post("/admin/hearing/check");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("traccar_unavailable");
    assertThat(refused.header("Retry-After")).contains("5");
    var shown = world.get("/admin/hearing");
    assertThat(shown.at("heard").asBoolean()).isFalse();
    assertThat(shown.at("trouble").asText()).isNotEmpty();
    assertThat(codes(shown)).contains("administrator");
  }

  @Test
  void a_body_is_refused_and_nothing_is_repaired() {
    world.hearing.devices(1);
    assertThat(world.post("/admin/hearing/check", "{\"x\":1}").code()).isEqualTo("invalid_field");
    assertThat(world.hearing.unlinked()).hasSize(1);
  }
}
