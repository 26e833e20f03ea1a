package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.PeykLog;

class PhoneRoutesTest {
  private static final String PHONE = "/admin/phones/09121234567";

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
  void a_phone_is_shown_with_its_texts_and_its_live_code() {
    world.phones.ask();
    world.clock.pass(Duration.ofSeconds(60));
    world.phones.ask();
    world.phones.offerWrongCode();

    var phone = world.get(PHONE);

    assertThat(phone.at("phone").asText()).isEqualTo("+989121234567");
    assertThat(phone.at("texts")).hasSize(2);
    assertThat(phone.at("code").path("state").asText()).isEqualTo("live");
    assertThat(phone.at("code").path("wrongCodes").asInt()).isEqualTo(1);
    assertThat(phone.at("wrongCodes")).hasSize(1);
    assertThat(phone.at("wrongCodesInARow").asInt()).isEqualTo(1);
    assertThat(phone.at("locked").asBoolean()).isFalse();
  }

  @Test
  void a_code_that_nobody_used_in_time_is_expired() {
    world.phones.ask();
    world.clock.pass(Duration.ofMinutes(2));

    assertThat(world.get(PHONE).at("code").path("state").asText()).isEqualTo("expired");
  }

  @Test
  void a_locked_phone_is_unlocked_and_gets_a_code_at_once() {
    world.phones.lock();
    var locked = world.get(PHONE);
    assertThat(locked.at("locked").asBoolean()).isTrue();
    assertThat(locked.at("lockedSeconds").asInt()).isEqualTo(24 * 60 * 60);
    assertThat(locked.at("code").path("state").asText()).isEqualTo("burnt");
    assertThat(world.phones.mayAsk()).contains(false);

    assertThat(world.delete(PHONE + "/lock").status()).isEqualTo(204);

    assertThat(world.get(PHONE).at("locked").asBoolean()).isFalse();
    assertThat(world.get(PHONE).at("lockedSeconds").asInt()).isZero();
    assertThat(world.phones.mayAsk()).contains(true);
  }

  @Test
  void logs_mask_the_number_and_the_audit_trail_shows_it() {
    world.phones.lock();
    try (var log = new PeykLog()) {
      world.delete(PHONE + "/lock");

      assertThat(log.lines())
          .containsExactly("INFO admin change=unlock-phone phone=***4567 outcome=done by=local");
    }
    assertThat(world.get("/admin/audit").at("items").findValuesAsText("what"))
        .containsExactly("change=unlock-phone phone=+989121234567");
  }

  @ParameterizedTest
  @ValueSource(strings = {"09121234567", "+989121234567", "00989121234567", "%DB%B09121234567"})
  void a_number_may_be_written_as_apps_write_it(String spelling) {
    world.phones.ask();

    assertThat(world.get("/admin/phones/" + spelling).status()).isEqualTo(200);
  }

  @Test
  void of_a_phone_that_asked_for_nothing_nothing_is_known() {
    for (var reply : new AdminWorld.Reply[] {world.get(PHONE), world.delete(PHONE + "/lock")}) {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("phone_unknown");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "abc", "02112345678", "0912%0712345"})
  void what_is_no_mobile_number_is_refused(String text) {
    assertThat(world.get("/admin/phones/" + text).status()).isEqualTo(400);
  }
}
