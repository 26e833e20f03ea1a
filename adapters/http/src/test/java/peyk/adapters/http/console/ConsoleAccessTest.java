package peyk.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.PeykLog;
import peyk.adapters.http.admin.AdminWorld;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorToken;

class ConsoleAccessTest {
  private static final String TOKEN = "s3cret/token+of~ours";
  private static final String FORM = "application/x-www-form-urlencoded";

  private AdminWorld guarded;

  @BeforeEach
  void start() {
    guarded = AdminWorld.withToken(TOKEN);
  }

  @AfterEach
  void stop() {
    guarded.close();
  }

  private AdminWorld.Reply logIn(String token) {
    return submit("/console/login?next=/console/trackers", "token=" + token);
  }

  private AdminWorld.Reply submit(String path, String form, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", FORM, "Origin", "http://localhost:" + guarded.port()));
    return guarded.post(path, form, all.toArray(String[]::new));
  }

  private String session() {
    return logIn("s3cret%2Ftoken%2Bof~ours").header("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  @Test
  void a_stranger_is_led_to_the_login_and_back() {
    var reply = guarded.get("/console/trackers");
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).contains("/console/login?next=%2Fconsole%2Ftrackers");
    assertThat(guarded.get("/console/login").body())
        .contains("name=\"token\"", "type=\"password\"");
    assertThat(logIn("s3cret%2Ftoken%2Bof~ours").header("Location")).contains("/console/trackers");
  }

  @Test
  void a_part_of_a_page_has_the_page_loaded_anew_when_the_session_is_over() {
    var reply = guarded.get("/console/live/trouble", "HX-Request", "true");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("HX-Refresh")).contains("true");
  }

  @Test
  void the_cookie_of_a_session_is_kept_from_scripts_and_other_sites() {
    assertThat(logIn("s3cret%2Ftoken%2Bof~ours").header("Set-Cookie").orElseThrow())
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200")
        .doesNotContain("Secure", "s3cret");
    assertThat(
            submit("/console/login", "token=s3cret%2Ftoken%2Bof~ours", "X-Forwarded-Proto", "https")
                .header("Set-Cookie")
                .orElseThrow())
        .endsWith("; Secure");
  }

  @Test
  void who_logged_in_sees_the_pages_until_the_session_ends() {
    var session = session();
    assertThat(guarded.get("/", "Cookie", session).status()).isEqualTo(200);
    guarded.clock.pass(ConsoleAccess.LIFETIME.minus(Duration.ofSeconds(1)));
    assertThat(guarded.get("/", "Cookie", session).status()).isEqualTo(200);
    guarded.clock.pass(Duration.ofSeconds(2));
    assertThat(guarded.get("/", "Cookie", session).status()).isEqualTo(303);
  }

  @Test
  void a_wrong_token_opens_nothing() {
    var reply = logIn("wrong");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("Set-Cookie")).isEmpty();
    assertThat(reply.body()).contains("This is no admin token.");
  }

  @Test
  void a_wrong_token_leaves_a_line_in_the_log_that_does_not_repeat_it() {
    try (var log = new PeykLog()) {
      logIn("wrong-word");
      guarded.get("/admin/audit", "Authorization", "Bearer wrong-word");
      assertThat(log.lines())
          .filteredOn(line -> line.contains("admin token refused peer=/127.0.0.1:"))
          .hasSize(2)
          .noneMatch(line -> line.contains("wrong-word"));
    }
  }

  @Test
  void a_session_opens_the_console_only_and_a_token_in_a_header_the_admin_api_only() {
    assertThat(guarded.get("/admin/audit", "Cookie", session()).status()).isEqualTo(401);
    assertThat(guarded.get("/", "Authorization", "Bearer " + TOKEN).status()).isEqualTo(303);
  }

  @Test
  void a_session_that_was_forged_or_changed_opens_nothing() {
    var session = session();
    var later = session.replaceFirst("\\.\\d+", ".99999999999");
    try (var other = AdminWorld.withToken("another")) {
      assertThat(other.get("/", "Cookie", session).status()).isEqualTo(303);
    }
    for (var forged :
        new String[] {
          later, session + "A", session.replaceFirst("admin", "root"), "peyk-session="
        }) {
      assertThat(guarded.get("/", "Cookie", forged).status()).isEqualTo(303);
    }
  }

  @Test
  void another_replica_with_the_same_token_knows_the_session() {
    try (var replica = AdminWorld.withToken(TOKEN)) {
      assertThat(replica.get("/", "Cookie", session()).status()).isEqualTo(200);
    }
  }

  @Test
  void readers_see_no_buttons_and_cannot_use_them() {
    var reader = new OperatorToken(new Caller("looker", OperatorRole.READ), "r");
    var operator = new OperatorToken(new Caller("doer", OperatorRole.OPERATE), "o");
    var tracker = "/console/trackers/" + AdminWorld.IMEI.digits();
    try (var world = AdminWorld.withTokens(reader, operator)) {
      world.ask(AdminWorld.IMEI, 7);
      var origin = "http://localhost:" + world.port();
      for (var token : List.of("r", "o")) {
        var cookie =
            world
                .post("/console/login", "token=" + token, "Origin", origin)
                .header("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
        assertThat(world.get(tracker, "Cookie", cookie).body().contains("/command\""))
            .isEqualTo(token.equals("o"));
        assertThat(
                world
                    .post(
                        tracker + "/command", "command=getver", "Origin", origin, "Cookie", cookie)
                    .status())
            .isEqualTo(token.equals("o") ? 303 : 403);
        var pin = "release=1&standing=pinned";
        assertThat(
                world.post(tracker + "/standing", pin, "Origin", origin, "Cookie", cookie).status())
            .isEqualTo(403);
      }
    }
  }

  @Test
  void logging_out_takes_the_cookie_away() {
    assertThat(submit("/console/logout", "").header("Set-Cookie").orElseThrow())
        .startsWith("peyk-session=;")
        .contains("Max-Age=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/admin/x",
        "javascript:x",
        "/console/../%0d%0aSet-Cookie:x",
        "/console//evil?x",
      })
  void after_the_login_no_other_site_is_opened(String next) {
    var reply =
        submit("/console/login?next=" + View.encoded(next), "token=s3cret%2Ftoken%2Bof~ours");
    assertThat(reply.header("Location")).contains("/");
  }

  @Test
  void without_a_token_only_this_machine_is_served() {
    try (var open = AdminWorld.open()) {
      assertThat(open.get("/").status()).isEqualTo(200);
      assertThat(open.get("/", "X-Forwarded-For", "192.0.2.1").status()).isEqualTo(403);
      assertThat(open.sendRaw("GET / HTTP/1.1\r\nHost: peyk.example\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void a_form_of_another_site_changes_nothing() {
    try (var open = AdminWorld.open()) {
      var path = "/console/trackers/" + AdminWorld.IMEI.digits() + "/command";
      var own = "http://localhost:" + open.port();
      for (var headers :
          new String[][] {
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site", "Origin", own},
            {"Sec-Fetch-Site", "same-site", "Origin", own},
            {"Sec-Fetch-Site", "none", "Origin", own},
            {},
          }) {
        assertThat(open.post(path, "command=getver", headers).status()).isEqualTo(403);
      }
      assertThat(open.get("/admin/commands").body()).contains("\"items\":[]");
      for (var headers :
          new String[][] {{"Origin", own}, {"Origin", own, "Sec-Fetch-Site", "same-origin"}}) {
        assertThat(open.post(path, "command=getver", headers).status()).isEqualTo(303);
      }
      assertThat(open.get("/admin/commands").body()).contains("getver");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/console/login", "/console/nothing", "/console/assets/console.css"})
  void browsers_may_do_nothing_with_a_page_but_what_it_does_itself(String path) {
    try (var open = AdminWorld.open()) {
      var reply = open.get(path);
      assertThat(reply.header("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe", "http");
      assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(reply.header("Referrer-Policy")).contains("same-origin");
    }
  }

  @Test
  void style_scripts_and_font_come_from_here_and_may_be_kept() {
    for (var name :
        new String[] {"console.css", "console.js", "htmx.js", "vazirmatn.woff2", "icon.svg"}) {
      var reply = guarded.get("/console/assets/" + name);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Cache-Control").orElseThrow()).contains("immutable");
      assertThat(reply.body()).isNotEmpty();
    }
    assertThat(guarded.get("/console/assets/console.css").body()).doesNotContain("//", "@import");
  }
}
