package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.RELEASES;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Release;

/** Whatever is wrong is named, and changes nothing. */
class AdminBadInputTest {
  private static AdminWorld world;

  private List<Release> before;

  @BeforeAll
  static void start() {
    world = AdminWorld.open();
    world.draft(1);
    world.active(2);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void remember() {
    before = world.firmware.releases().all();
  }

  @AfterEach
  void nothing_has_changed() {
    assertThat(world.firmware.releases().all()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"revision":2,"version":9}                              | type
          {"type":7,"version":9}                                  | revision
          {"type":7,"revision":2}                                 | version
          {"type":null,"revision":2,"version":9}                  | type
          {"type":"7","revision":2,"version":9}                   | type
          {"type":7.0,"revision":2,"version":9}                   | type
          {"type":7.5,"revision":2,"version":9}                   | type
          {"type":1e2,"revision":2,"version":9}                   | type
          {"type":true,"revision":2,"version":9}                  | type
          {"type":-1,"revision":2,"version":9}                    | type
          {"type":9223372036854775808,"revision":2,"version":9}   | type
          {"type":99999999999999999999999,"revision":2,"version":9} | type
          {"type":7,"revision":[],"version":9}                    | revision
          {"type":7,"revision":2,"version":{}}                    | version
          {"type":7,"revision":2,"version":9,"id":1}              | id
          {"type":7,"revision":2,"version":9,"Notes":""}          | Notes
          {"type":7,"revision":2,"version":9,"":""}               | ``
          {"type":7,"revision":2,"version":9,"date":""}           | date
          {"type":7,"revision":2,"version":9,"date":" "}          | date
          {"type":7,"revision":2,"version":9,"date":"a\\nb"}      | date
          {"type":7,"revision":2,"version":9,"date":null}         | date
          {"type":7,"revision":2,"version":9,"date":20261101}     | date
          {"type":7,"revision":2,"version":9,"date":"{41}"}       | date
          {"type":7,"revision":2,"version":9,"notes":"{2001}"}    | notes
          {"type":7,"revision":2,"version":9,"notes":"\\u0000"}   | notes
          {"type":7,"revision":2,"version":9,"notes":"\\ud800"}   | notes
          {"type":7,"revision":2,"version":9,"notes":["a"]}       | notes
          {"type":7,"revision":2,"version":9,"link":""}           | link
          {"type":7,"revision":2,"version":9,"link":"\\t"}        | link
          {"type":7,"revision":2,"version":9,"link":"a\\r\\nb"}   | link
          {"type":7,"revision":2,"version":9,"link":"{2001}"}     | link
          {"type":7,"revision":2,"version":9,"link":1}            | link
          {"type":7,"revision":2,"version":9,"rollout":null}      | rollout
          {"type":7,"revision":2,"version":9,"rollout":[]}        | rollout
          {"type":7,"revision":2,"version":9,"rollout":{}}        | rollout.stages
          """)
  void a_release_that_cannot_be_is_not_made(String body, String field) {
    var filled = body.replace("{41}", "x".repeat(41)).replace("{2001}", "x".repeat(2001));

    var reply = world.post(RELEASES, filled);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_field");
    assertThat(reply.at("field").asText()).isEqualTo(field);
    assertThat(reply.at("detail").asText()).startsWith(field + " ").endsWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"stage":0}                                             | stages
          {"stages":[{"percent":5}]}                              | stage
          {"stages":{},"stage":0}                                 | stages
          {"stages":[],"stage":0}                                 | rollout
          {"stages":[5],"stage":0}                                | stages[0]
          {"stages":[{}],"stage":0}                               | stages[0].percent
          {"stages":[{"percent":"5"}],"stage":0}                  | stages[0].percent
          {"stages":[{"percent":-0.01}],"stage":0}                | stages[0].percent
          {"stages":[{"percent":100.01}],"stage":0}               | stages[0].percent
          {"stages":[{"percent":0.001}],"stage":0}                | stages[0].percent
          {"stages":[{"percent":1e999999999}],"stage":0}          | stages[0].percent
          {"stages":[{"percent":1e-999999999}],"stage":0}         | stages[0].percent
          {"stages":[{"percent":5},{"percent":5}],"stage":0}      | rollout
          {"stages":[{"percent":50},{"percent":5}],"stage":0}     | rollout
          {"stages":[{"percent":5}],"stage":1}                    | rollout
          {"stages":[{"percent":5}],"stage":-1}                   | stage
          {"stages":[{"percent":5}],"stage":100}                  | stage
          {"stages":[{"percent":5}],"stage":0.5}                  | stage
          {"stages":[{"percent":5}],"stage":0,"gate":{}}          | gate
          {"stages":[{"percent":5,"share":5}],"stage":0}          | stages[0].share
          {"stages":[{"percent":5},{"percent":6,"gate":[]}],"stage":0} | stages[1].gate
          {"stages":[{"percent":5,"gate":{}}],"stage":0}          | stages[0].gate.trackers
          {"stages":[{"percent":5,"gate":{"trackers":0,"percent":1}}],"stage":0} | stages[0].gate.trackers
          {"stages":[{"percent":5,"gate":{"trackers":2147483648,"percent":1}}],"stage":0} | stages[0].gate.trackers
          {"stages":[{"percent":5,"gate":{"trackers":1}}],"stage":0} | stages[0].gate.percent
          {"stages":[{"percent":5}],"stage":0,"brake":{}}         | brake.offers
          {"stages":[{"percent":5}],"stage":0,"brake":{"offers":0,"trackers":1,"percent":1}} | brake.offers
          {"stages":[{"percent":5}],"stage":0,"brake":{"offers":1,"trackers":0,"percent":1}} | brake.trackers
          {"stages":[{"percent":5}],"stage":0,"brake":{"offers":1,"trackers":1}} | brake.percent
          {"stages":[{"percent":5}],"stage":0,"brake":{"offers":1,"trackers":1,"percent":101}} | brake.percent
          {"stages":[{"percent":5}],"stage":0,"brake":{"offers":1,"trackers":1,"percent":1,"x":1}} | brake.x
          """)
  void a_rollout_that_cannot_be_is_not_begun(String body, String field) {
    var reply = world.put(RELEASES + "/2/rollout", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_field");
    assertThat(reply.at("field").asText()).isEqualTo(field);
    assertThat(reply.at("detail").asText()).startsWith(field + " is ").endsWith(".");
  }

  @Test
  void in_a_release_the_whole_way_to_a_field_is_told() {
    var release = "{\"type\":7,\"revision\":2,\"version\":9,\"rollout\":%s}";

    for (var wrong :
        List.of(
            List.of("5", "rollout"),
            List.of("{\"stages\":[]}", "rollout"),
            List.of("{\"stages\":[{\"percent\":5}],\"stage\":1}", "rollout"),
            List.of("{\"stages\":[{\"percent\":5,\"x\":5}]}", "rollout.stages[0].x"),
            List.of("{\"stages\":[{\"percent\":5}],\"brake\":7}", "rollout.brake"))) {
      var reply = world.post(RELEASES, release.formatted(wrong.getFirst()));

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.at("field").asText()).isEqualTo(wrong.getLast());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "1",
        "\"text\"",
        "{",
        "{}}",
        "{} {}",
        "{\"type\":7,\"type\":8}",
        "{'type':7}",
        "{\"type\":07}",
        "{\"type\":NaN}",
        "type=7&revision=2",
        "// nothing\n{}",
        "{\"rollout\":[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]}",
      })
  void what_is_no_json_object_is_said_to_be_none(String body) {
    for (var reply :
        List.of(
            world.post(RELEASES, body),
            world.put(RELEASES + "/2/rollout", body),
            world.put(RELEASES + "/2/trackers/867717033890519", body))) {
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.code()).isEqualTo("invalid_json");
      assertThat(reply.header("Content-Type")).contains("application/problem+json");
    }
  }

  @Test
  void text_is_utf_8() {
    var body = "{\"type\":7,\"revision\":2,\"version\":9,\"notes\":\"\u00e4\"}";

    var reply =
        world.send(
            "POST",
            RELEASES,
            BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_json");
  }

  @Test
  void numbers_and_names_of_any_length_are_refused_shortly() {
    assertThat(world.post(RELEASES, "{\"type\":" + "9".repeat(900_000) + "}").status())
        .isEqualTo(400);
    var unknown = world.post(RELEASES, "{\"" + "x".repeat(40_000) + "\":1}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASES, "/admin/firmware/import", RELEASES + "/2/activate"})
  void a_body_that_is_too_long_is_not_read(String path) {
    var reply = world.post(path, " ".repeat(1024 * 1024 + 1));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"activate", "pause", "withdraw", "rollout/advance"})
  void where_there_is_nothing_to_say_nothing_is_said(String what) {
    var reply = world.post(RELEASES + "/2/" + what, "{\"percent\":5}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("detail").asText()).isEqualTo("percent is unknown.");
    assertThat(world.post(RELEASES + "/2/" + what, "now!").code()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          releases?nonsense=1                           | nonsense
          releases?Limit=1                              | Limit
          releases?limit=0                              | limit
          releases?limit=1001                           | limit
          releases?limit=-1                             | limit
          releases?limit=1.5                            | limit
          releases?limit=                               | limit
          releases?limit                                | limit
          releases?limit=1&limit=2                      | limit
          releases?limit=%DB%B1                         | limit
          releases?limit=+1                             | limit
          releases?after=-1                             | after
          releases?after=9223372036854775808            | after
          releases?after=99999999999999999999999        | after
          releases?after=x                              | after
          releases?state=                               | state
          releases?state=ACTIVE                         | state
          releases?state=gone                           | state
          releases?type=7                               | revision
          releases?revision=7                           | type
          releases?type=x&revision=2                    | type
          releases/0                                    | id
          releases/-1                                   | id
          releases/x                                    | id
          releases/9223372036854775808                  | id
          releases/2?x=                                 | x
          releases/2/rollout?stage=1                    | stage
          releases/2/statistics?limit=1                 | limit
          releases/2/trackers?after=1                   | after
          releases/2/trackers?limit=0                   | limit
          releases/2/decisions?before=0                 | before
          releases/2/decisions?after=1                  | after
          releases/2/explanation                        | imei
          releases/2/explanation?imei=1                 | imei
          releases/2/explanation?imei=86771703389051x   | imei
          releases/2/explanation?imei=867717033890519999| imei
          releases/2/explanation?imei=867717033890519&type=7&revision=2 | version
          releases/2/explanation?imei=867717033890519&version=2 | type
          releases/2/explanation?imei=867717033890519&type=7&revision=2&version=-1 | version
          decisions                                     | imei
          decisions?imei=                               | imei
          decisions?imei=867717033890519&before=x       | before
          explanation                                   | imei
          explanation?imei=86771703389                  | imei
          explanation?imei=867717033890519&type=7       | revision
          ../sims/low?below=-1                          | below
          ../sims/low?below=x                           | below
          ../sims/low?after=x                           | after
          ../sims/low?imei=1                            | imei
          ../sims/1                                     | imei
          ../sims/867717033890519x                      | imei
          ../sims/867717033890519?limit=1               | limit
          ../sims/1/history                             | imei
          ../sims/867717033890519/history?before=0      | before
          ../openapi.yaml?x=1                           | x
          """)
  void parameters_that_cannot_be_are_named(String path, String parameter) {
    var reply = world.get(("/admin/firmware/" + path).replace("/firmware/..", ""));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_parameter");
    assertThat(reply.at("parameter").asText()).isEqualTo(parameter);
    assertThat(reply.at("detail").asText()).startsWith(parameter + " is ").endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "limit=%", "limit=1&%00=1", "&&", "=", "a=%ff"})
  void odd_queries_are_no_bugs(String query) {
    var raw =
        world.sendRaw(
            "GET /admin/firmware/releases?"
                + query
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(raw).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /trackers/1, imei",
    "PUT, /trackers/867717033890519000, imei",
    "DELETE, /trackers/86771703389O519, imei",
    "PUT, /parts/app, name",
    "PUT, /parts/app.1, name",
    "PUT, /parts/.001, name",
    "PUT, /parts/a%20b.001, name",
    "PUT, /parts/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.001, name",
    "DELETE, /parts/app.0001, name",
    "PUT, /parts/app.001?sha256=, sha256",
    "PUT, /parts/app.001?sha256=abc, sha256",
    "PUT, /parts/app.001?md5=abc, md5",
    "DELETE, /parts/app.001?sha256=abc, sha256",
  })
  void paths_that_cannot_be_are_refused(String method, String path, String parameter) {
    var reply =
        world.send(
            method, RELEASES + "/1" + path, BodyPublishers.ofString("{\"standing\":\"denied\"}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalid_parameter");
    assertThat(reply.at("parameter").asText()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"standing\":null}",
        "{\"standing\":1}",
        "{\"standing\":\"\"}",
        "{\"standing\":\"PINNED\"}",
        "{\"standing\":\"neutral\"}",
        "{\"standing\":[\"denied\"]}"
      })
  void standings_are_of_three_kinds(String body) {
    var reply = world.put(RELEASES + "/2/trackers/867717033890519", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field").asText()).isEqualTo("standing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"standing\":\"denied\"} | imeis",
        "{\"standing\":\"denied\",\"imeis\":[]} | imeis",
        "{\"standing\":\"denied\",\"imeis\":\"867717033890519\"} | imeis",
        "{\"standing\":\"denied\",\"imeis\":[\"867717033890519\",\"1\"]} | imeis[1]",
        "{\"standing\":\"neutral\",\"imeis\":[\"867717033890519\"]} | standing",
        "{\"standing\":null,\"imeis\":[\"867717033890519\"]} | standing",
      })
  void a_decision_about_many_trackers_is_whole_or_nothing(String body, String field) {
    var reply = world.put(RELEASES + "/2/trackers", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field").asText()).isEqualTo(field);
    assertThat(world.get(RELEASES + "/2/trackers").at("items")).isEmpty();
  }

  @Test
  void no_more_than_a_thousand_trackers_are_decided_about_at_once() {
    var imeis =
        IntStream.range(0, 1001)
            .mapToObj(number -> '"' + Imeis.checked(number).digits() + '"')
            .collect(Collectors.joining(","));

    var reply =
        world.put(RELEASES + "/2/trackers", "{\"standing\":\"denied\",\"imeis\":[" + imeis + "]}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("field").asText()).isEqualTo("imeis");
  }

  @Test
  void idempotency_keys_have_a_length() {
    var body = "{\"type\":7,\"revision\":2,\"version\":9}";

    for (var reply :
        List.of(
            world.post(RELEASES, body, "Idempotency-Key", "x".repeat(256)),
            world.post(RELEASES, body, "Idempotency-Key", ""),
            world.post(RELEASES, body, "Idempotency-Key", "a", "Idempotency-Key", "b"))) {
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.at("parameter").asText()).isEqualTo("Idempotency-Key");
    }
  }

  @Test
  void all_that_can_be_known_is_told_when_a_field_is_unknown() {
    assertThat(
            world.put(RELEASES + "/2/trackers/867717033890519", "{\"x\":1}").at("detail").asText())
        .isEqualTo("x is unknown; known are [standing].");
  }
}
