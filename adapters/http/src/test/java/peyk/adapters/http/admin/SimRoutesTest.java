package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.IMEI;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.domain.device.Imei;

class SimRoutesTest {
  private static final Imei OTHER = new Imei("86771703389052");

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<String> low(String query) {
    return world
        .get("/admin/sims/low" + query)
        .at("items")
        .valueStream()
        .map(sim -> sim.path("imei").asText())
        .toList();
  }

  @Test
  void a_sim_is_told_with_where_its_balance_is_going() {
    world.sims.add(IMEI, 90_000, 60_000, 30_000);

    assertThat(world.get("/admin/sims/867717033890519").body())
        .isEqualTo(
            "{\"imei\":\"867717033890519\","
                + "\"balance\":{\"rials\":30000,\"at\":\"2026-11-22T10:00:00Z\"},"
                + "\"trend\":{\"spentPerDay\":30000,\"daysLeft\":1}}");
  }

  @Test
  void what_is_not_known_of_a_sim_is_left_out() {
    world.sims.addNumber(IMEI, "+989120000001");
    world.sims.add(OTHER, 5000, 5000);

    assertThat(world.get("/admin/sims/867717033890519").body())
        .isEqualTo(
            "{\"imei\":\"867717033890519\","
                + "\"number\":{\"digits\":\"+989120000001\",\"at\":\"2026-11-22T10:00:00Z\"}}");
    assertThat(world.get("/admin/sims/86771703389052").at("trend").toString())
        .isEqualTo("{\"spentPerDay\":0}");
    assertThat(world.get("/admin/sims/867717033890519/history").body())
        .isEqualTo(
            "{\"items\":[{\"id\":1,\"at\":\"2026-11-22T10:00:00Z\","
                + "\"number\":\"+989120000001\"}]}");
  }

  @Test
  void a_sim_that_told_nothing_is_not_known() {
    for (var path : List.of("", "/history")) {
      var reply = world.get("/admin/sims/867717033890519" + path);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("sim_unknown");
    }
  }

  @Test
  void pages_lead_back_through_the_history() {
    world.sims.add(IMEI, 5, 4, 3, 2, 1);
    var balances = new ArrayList<Long>();
    for (var next = "/admin/sims/867717033890519/history?limit=2"; next != null; ) {
      var page = world.get(next).json();
      page.path("items").forEach(item -> balances.add(item.path("balance").asLong()));
      next = page.has("next") ? page.path("next").asText() : null;
    }

    assertThat(balances).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(world.get("/admin/sims/867717033890519/history?before=1").body())
        .isEqualTo("{\"items\":[]}");
  }

  @Test
  void sims_that_run_out_of_money_are_listed() {
    world.sims.add(IMEI, AdminWorld.LOW_BALANCE - 1);
    world.sims.add(OTHER, AdminWorld.LOW_BALANCE);
    world.sims.add(new Imei("867717033890530"), -1);

    assertThat(low("")).containsExactly("867717033890519", "867717033890530");
    assertThat(low("?below=1000000")).hasSize(3);
    assertThat(low("?below=0")).containsExactly("867717033890530");
    assertThat(low("?after=867717033890519")).containsExactly("867717033890530");
    assertThat(world.get("/admin/sims/low?below=1000000&limit=1").at("next").asText())
        .isEqualTo("/admin/sims/low?below=1000000&limit=1&after=867717033890519");
  }
}
