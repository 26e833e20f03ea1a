package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.RELEASES;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.PeykLog;
import peyk.domain.StorageUnavailableException;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorToken;

class AuditRoutesTest {
  private static final String[] OWNER = {"Authorization", "Bearer token-of-ali"};
  private static final String[] READER = {"Authorization", "Bearer token-of-grafana"};
  private static final String ORDER =
      "{\"imei\":\"867717033890519\",\"command\":\"setparam 17:secret-word\"}";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world =
        AdminWorld.withTokens(
            new OperatorToken(new Caller("ali", OperatorRole.ADMINISTER), "token-of-ali"),
            new OperatorToken(new Caller("grafana", OperatorRole.READ), "token-of-grafana"));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<JsonNode> entries() {
    return world.get("/admin/audit", READER).at("items").valueStream().toList();
  }

  @Test
  void a_change_is_kept_with_who_made_it_and_what_became_of_it() {
    world.post(
        RELEASES + "/9/pause",
        "",
        "Authorization",
        "Bearer token-of-ali",
        "X-Request-Id",
        "my-request-1");

    assertThat(entries())
        .singleElement()
        .asString()
        .isEqualTo(
            "{\"id\":1,\"at\":\"%s\",\"by\":\"ali\",\"role\":\"administer\",\"method\":\"POST\","
                    .formatted(world.clock.now())
                + "\"route\":\"/admin/firmware/releases/{id}/pause\","
                + "\"what\":\"change=pause release=9\",\"outcome\":\"release_unknown\","
                + "\"requestId\":\"my-request-1\"}");
  }

  @Test
  void the_newest_come_first_page_by_page() {
    for (int i = 1; i <= 3; i++) {
      world.post(RELEASES + "/" + i + "/pause", "", OWNER);
    }

    var first = world.get("/admin/audit?limit=2", READER);
    var second = world.get(first.at("next").asText(), READER);

    assertThat(first.at("items").findValuesAsText("id")).containsExactly("3", "2");
    assertThat(second.at("items").findValuesAsText("id")).containsExactly("1");
    assertThat(second.json().has("next")).isFalse();
  }

  @Test
  void who_only_looks_or_may_not_change_anything_leaves_no_entry() {
    world.get(RELEASES, OWNER);
    world.post(RELEASES + "/1/pause", "", READER);
    world.post(RELEASES + "/1/pause", "", "Authorization", "Bearer nobody");

    assertThat(entries()).isEmpty();
  }

  @Test
  void an_entry_names_the_tracker_in_full_and_no_text_that_may_be_secret() {
    world.post("/admin/commands", ORDER, OWNER);
    world.post("/admin/commands", "{\"nonsense\":\"secret-word\"}", OWNER);

    assertThat(entries()).hasSize(2);
    assertThat(entries().getLast().path("what").asText())
        .isEqualTo("change=order-command imei=867717033890519 command=1");
    assertThat(entries().toString()).doesNotContain("secret-word", "token-of-ali");
  }

  @Test
  void without_an_entry_nothing_is_changed() {
    world.failAudit(new StorageUnavailableException("away", new IllegalStateException()));

    var reply = world.post("/admin/commands", ORDER, OWNER);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(world.get("/admin/commands", READER).at("items")).isEmpty();
  }

  @Test
  void a_change_that_ends_in_a_bug_has_an_entry_too() {
    world.failStorage(new IllegalStateException("a bug"));
    world.post(RELEASES + "/1/pause", "", OWNER);
    world.failStorage(null);

    assertThat(entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("outcome").asText()).isEqualTo("internal_error"));
  }

  @Test
  void if_an_entry_cannot_be_completed_the_answer_still_tells_what_happened() {
    try (var log = new PeykLog()) {
      world.failAuditAfterBegin(
          new StorageUnavailableException("away", new IllegalStateException()));

      assertThat(world.post("/admin/commands", ORDER, OWNER).status()).isEqualTo(201);
      assertThat(log.lines()).anyMatch(line -> line.contains("audit entry not completed id=1"));
      world.failAudit(null);
      assertThat(entries().getFirst().has("outcome")).isFalse();
    }
  }
}
