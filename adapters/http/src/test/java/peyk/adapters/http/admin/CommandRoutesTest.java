package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.admin.AdminWorld.Reply;
import peyk.domain.command.Commands;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.TrackerCommand;

class CommandRoutesTest {
  private static final String COMMANDS = "/admin/commands";
  private static final String GETVER = "{\"imei\":\"867717033890519\",\"command\":\"getver\"}";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply order(String command) {
    return world.post(
        COMMANDS, "{\"imei\":\"867717033890519\",\"command\":\"%s\"}".formatted(command));
  }

  private Reply order(String body, String key) {
    return world.post(COMMANDS, body, "Idempotency-Key", key);
  }

  private List<Long> ids(String query) {
    return world
        .get(COMMANDS + query)
        .at("items")
        .valueStream()
        .map(command -> command.path("id").asLong())
        .toList();
  }

  @Test
  void a_command_is_ordered() {
    var reply = world.post(COMMANDS, GETVER);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Location")).contains("/admin/commands/1");
    assertThat(reply.body())
        .isEqualTo(
            "{\"id\":1,\"imei\":\"867717033890519\",\"device\":1,\"command\":\"getver\","
                + "\"state\":\"wanted\",\"origin\":\"admin\",\"expects\":\"version\","
                + "\"attempts\":0,\"wantedAt\":\"2026-11-22T10:00:00Z\","
                + "\"notBefore\":\"2026-11-22T10:00:00Z\",\"expiresAt\":\"2026-11-22T11:00:00Z\","
                + "\"underWay\":false}");
    assertThat(world.fleet.send().text().value()).isEqualTo("getver");
  }

  @Test
  void a_command_lives_as_long_as_is_said() {
    var reply =
        world.post(
            COMMANDS,
            "{\"imei\":\"867717033890519\",\"command\":\"getver\",\"lifetimeSeconds\":90}");

    assertThat(reply.at("expiresAt").asText()).isEqualTo("2026-11-22T10:01:30Z");
  }

  @Test
  void a_request_that_is_made_again_orders_nothing_more() {
    order(GETVER, "k");
    world.fleet.send();
    world.fleet.answer(AnswerKind.VERSION, "VERSION:2.1.0d MODEL:95/2");

    var again = order(GETVER, "k");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Location")).contains("/admin/commands/1");
    assertThat(again.at("state").asText()).isEqualTo("answered");
    assertThat(ids("")).containsExactly(1L);
  }

  @Test
  void a_key_belongs_to_one_request() {
    order(GETVER, "k");

    for (var other :
        List.of(
            GETVER.replace("getver", "getimsi"),
            GETVER.replace("}", ",\"lifetimeSeconds\":3600}"))) {
      var reply = order(other, "k");
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.code()).isEqualTo("idempotency_key_reused");
    }
    assertThat(ids("")).containsExactly(1L);
  }

  @Test
  void what_is_under_way_is_told_and_not_ordered_again() {
    world.post(COMMANDS, GETVER);

    var reply = world.post(COMMANDS, GETVER);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("id").asLong()).isEqualTo(1);
    assertThat(reply.at("underWay").asBoolean()).isTrue();
    assertThat(ids("")).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abcd      | hex digits
          10        | hex digits
          getver ۱۲ | not ASCII
          سلام      | not ASCII
          """)
  void a_text_that_would_not_arrive_is_refused_with_the_reason(String text, String reason) {
    var reply = order(text);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.code()).isEqualTo("command_unusable");
    assertThat(reply.at("detail").asText()).contains(reason);
    assertThat(ids("")).isEmpty();
  }

  @Test
  void a_tracker_that_traccar_does_not_know_gets_nothing() {
    var reply = world.post(COMMANDS, GETVER.replace("519", "520"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("tracker_unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"command":"getver"}                                                     | imei
          {"imei":"867717033890519"}                                               | command
          {"imei":867717033890519,"command":"getver"}                              | imei
          {"imei":"867717033890","command":"getver"}                               | imei
          {"imei":"86771703389051x","command":"getver"}                            | imei
          {"imei":"867717033890519","command":""}                                  | command
          {"imei":"867717033890519","command":" "}                                 | command
          {"imei":"867717033890519","command":7}                                   | command
          {"imei":"867717033890519","command":null}                                | command
          {"imei":"867717033890519","command":"a\\nb"}                             | command
          {"imei":"867717033890519","command":"a\\u0000b"}                         | command
          {"imei":"867717033890519","command":"{1001}"}                            | command
          {"imei":"867717033890519","command":"getver","lifetimeSeconds":0}        | lifetimeSeconds
          {"imei":"867717033890519","command":"getver","lifetimeSeconds":2592001}  | lifetimeSeconds
          {"imei":"867717033890519","command":"getver","lifetimeSeconds":"60"}     | lifetimeSeconds
          {"imei":"867717033890519","command":"getver","lifetimeSeconds":1.5}      | lifetimeSeconds
          {"imei":"867717033890519","command":"getver","origin":"me"}              | origin
          """)
  void an_order_that_cannot_be_is_named_and_changes_nothing(String body, String field) {
    var reply = world.post(COMMANDS, body.replace("{1001}", "x".repeat(1001)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_field");
    assertThat(reply.at("field").asText()).isEqualTo(field);
    assertThat(ids("")).isEmpty();
  }

  @Test
  void commands_are_listed_the_latest_first_in_pages() {
    List.of("a1", "a2", "a3", "a4", "a5").forEach(text -> order("get " + text));

    assertThat(ids("")).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(ids("?before=3")).containsExactly(2L, 1L);
    var page = world.get(COMMANDS + "?imei=867717033890519&state=wanted&limit=2");
    assertThat(page.at("next").asText())
        .isEqualTo("/admin/commands?imei=867717033890519&state=wanted&limit=2&before=4");
    assertThat(page.at("items").get(0).path("imei").asText()).isEqualTo("867717033890519");
    assertThat(world.get(COMMANDS).at("items").get(0).has("imei")).isFalse();
  }

  @Test
  void commands_are_listed_by_tracker_and_by_state() {
    order("getver");
    order("getimsi");
    world.fleet.send();
    var other = world.fleet.devices.add("867717033890520", "another");
    Commands.ordered(world.fleet.changes.commands(), other.id(), "getver", world.clock.now());

    assertThat(ids("?imei=867717033890519")).containsExactly(2L, 1L);
    assertThat(ids("?imei=867717033890520")).containsExactly(3L);
    assertThat(ids("?state=sent")).containsExactly(1L);
    assertThat(ids("?state=wanted")).containsExactly(3L, 2L);
    assertThat(ids("?imei=867717033890519&state=wanted")).containsExactly(2L);
    assertThat(ids("?state=expired")).isEmpty();
    assertThat(world.get(COMMANDS + "?imei=867717033890521").code()).isEqualTo("tracker_unknown");
  }

  @Test
  void one_command_is_shown_all_its_life_long() {
    order("getver");
    world.fleet.send();

    assertThat(world.get(COMMANDS + "/1").body())
        .isEqualTo(
            "{\"id\":1,\"device\":1,\"command\":\"getver\",\"state\":\"sent\","
                + "\"origin\":\"admin\",\"expects\":\"version\",\"attempts\":1,"
                + "\"wantedAt\":\"2026-11-22T10:00:00Z\",\"notBefore\":\"2026-11-22T10:00:00Z\","
                + "\"expiresAt\":\"2026-11-22T11:00:00Z\",\"sentAt\":\"2026-11-22T10:00:00Z\"}");
    world.clock.pass(Duration.ofSeconds(3));
    world.fleet.answer(AnswerKind.VERSION, "VERSION:2.1.0d MODEL:95/2");
    assertThat(world.get(COMMANDS + "/1").at("state").asText()).isEqualTo("answered");
    assertThat(world.get(COMMANDS + "/1").at("endedAt").asText()).isEqualTo("2026-11-22T10:00:03Z");
    assertThat(world.get(COMMANDS + "/2").code()).isEqualTo("command_unknown");
  }

  @Test
  void passwords_are_never_shown() {
    var registration =
        TrackerCommand.registration(world.fleet.owner.login(), Optional.of("hunter2")).value();
    var ordered = order("setparam 2003:hunter2");
    order(registration.replace("\"", "\\\""));

    assertThat(ordered.at("command").asText()).isEqualTo("setparam [redacted]");
    for (var path : List.of("", "/1", "/2", "?imei=867717033890519")) {
      assertThat(world.get(COMMANDS + path).body())
          .contains("[redacted]")
          .doesNotContain("hunter2", "09123456789");
    }
    assertThat(world.fleet.send().text().value()).isEqualTo("setparam 2003:hunter2");
  }

  @Test
  void a_command_that_waits_is_taken_back() {
    order("getver");

    var reply = world.post(COMMANDS + "/1/cancel");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("state").asText()).isEqualTo("cancelled");
    assertThat(world.post(COMMANDS + "/1/cancel").status()).isEqualTo(200);
    assertThat(Commands.take(world.fleet.changes.commands(), world.clock.now())).isEmpty();
  }

  @Test
  void what_was_sent_or_is_over_is_not_taken_back() {
    order("getver");
    world.fleet.send();

    var sent = world.post(COMMANDS + "/1/cancel");
    assertThat(sent.status()).isEqualTo(409);
    assertThat(sent.code()).isEqualTo("command_sent");

    world.fleet.answer(AnswerKind.VERSION, "VERSION:2.1.0d MODEL:95/2");
    var over = world.post(COMMANDS + "/1/cancel");
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.code()).isEqualTo("command_over");
    assertThat(world.post(COMMANDS + "/2/cancel").code()).isEqualTo("command_unknown");
  }

  @Test
  void while_traccar_is_away_nothing_is_ordered_and_that_is_said() {
    world.loseTraccar();

    var reply = world.post(COMMANDS, GETVER);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("traccar_unavailable");
    assertThat(reply.header("Retry-After")).contains("5");
    assertThat(reply.header("Content-Type")).contains("application/problem+json");
    assertThat(ids("")).isEmpty();
  }

  @Test
  void while_traccar_is_away_commands_are_listed_of_a_tracker_that_is_known_here() {
    order("getver");
    world.loseTraccar();

    assertThat(world.get(COMMANDS + "?imei=867717033890519").code())
        .isEqualTo("traccar_unavailable");
    world.sims.knowDevice(AdminWorld.IMEI, world.fleet.tracker.id());
    assertThat(ids("?imei=867717033890519")).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?state=gone", "?state=WANTED", "?state=", "?imei=1", "?before=0", "?x=1"})
  void parameters_that_cannot_be_are_named(String query) {
    var reply = world.get(COMMANDS + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_parameter");
    assertThat(reply.at("parameter").asText()).isEqualTo(query.substring(1, query.indexOf('=')));
  }
}
