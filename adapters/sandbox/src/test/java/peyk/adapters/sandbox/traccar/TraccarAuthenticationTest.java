package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.sandbox.RestClient;
import peyk.adapters.sandbox.TestClock;

/** Credentials, and the many ways in which they are refused. */
class TraccarAuthenticationTest {
  private static final String IN_A_YEAR = "expiration=2027-10-01T00%3A00%3A00Z";

  private final TestClock clock = new TestClock();
  private ControllableTraccar traccar;
  private RestClient rest;
  private SimulatedAccount admin;
  private long userId;

  @BeforeEach
  void start() {
    traccar = ControllableTraccar.start(TraccarOptions.defaults().withClock(clock));
    rest = RestClient.of(traccar);
    admin = traccar.administrator();
    userId = traccar.addUser("09120000011", "secret");
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        arguments("good", 200, 200),
        arguments("service", 200, 200),
        arguments("expired", 401, 401),
        arguments("revoked", 401, 401),
        arguments("wrong signature", 401, 401),
        arguments("disabled", 401, 401),
        arguments("nonsense", 400, 400),
        arguments("jwt", 400, 400),
        arguments("not signed", 500, 401),
        arguments("deleted", 401, 400),
        arguments("service account's own", 401, 400));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void each_kind_of_bad_token_is_refused_in_its_own_way(String kind, int bearer, int query) {
    var token = token(kind);

    assertThat(rest.bearer(token).get("/api/devices").status()).isEqualTo(bearer);
    assertThat(rest.get("/api/session?token=" + token).status()).isEqualTo(query);
  }

  private String token(String kind) {
    return switch (kind) {
      case "service" -> traccar.serviceToken();
      case "expired" -> traccar.tokenFor(userId, clock.instant());
      case "revoked" -> {
        var token = traccar.tokenFor(userId);
        assertThat(rest.form("/api/session/token/revoke", "token=" + token).status())
            .isEqualTo(204);
        assertThat(rest.form("/api/session/token/revoke", "token=" + token).status())
            .isEqualTo(400);
        yield token;
      }
      case "wrong signature" -> {
        var bytes = Base64.getUrlDecoder().decode(traccar.tokenFor(userId));
        bytes[20] ^= 1;
        yield Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      }
      case "disabled" -> {
        var token = traccar.tokenFor(userId);
        traccar.disableUser(userId);
        yield token;
      }
      case "nonsense" -> "nonsense";
      case "jwt" -> "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
      case "not signed" -> "AAAA";
      case "deleted" -> {
        var token = traccar.tokenFor(userId);
        traccar.deleteUser(userId);
        yield token;
      }
      case "service account's own" ->
          rest.bearer(traccar.serviceToken()).form("/api/session/token", "").body();
      default -> traccar.tokenFor(userId);
    };
  }

  @Test
  void the_released_version_refuses_some_tokens_with_other_statuses() {
    try (var released =
        ControllableTraccar.start(TraccarOptions.defaults().withReleased(true).withClock(clock))) {
      var id = released.addUser("09120000012", "secret");
      var expired = released.tokenFor(id, clock.instant());
      var orphaned = released.tokenFor(id);
      released.deleteUser(id);

      assertThat(RestClient.of(released).get("/api/session?token=" + expired).status())
          .isEqualTo(400);
      assertThat(RestClient.of(released).get("/api/session?token=AAAA").status()).isEqualTo(400);
      assertThat(RestClient.of(released).bearer(orphaned).get("/api/devices").status())
          .isEqualTo(400);
    }
  }

  @Test
  void nobody_in_particular_gets_401_and_only_public_paths() {
    assertThat(rest.get("/api/devices").status()).isEqualTo(401);
    assertThat(rest.get("/api/session").status()).isEqualTo(404);
    assertThat(rest.get("/api/server").json().path("version").asText()).isEqualTo("6.14.5");
    assertThat(rest.get("/api/health").body()).isEqualTo("OK");
  }

  @Test
  void a_garbage_bearer_breaks_public_paths_too() {
    assertThat(rest.bearer("nonsense").get("/api/server").status()).isEqualTo(400);
    assertThat(rest.bearer("AAAA").get("/api/server").status()).isEqualTo(500);
    assertThat(rest.bearer(traccar.tokenFor(userId, clock.instant())).get("/api/server").status())
        .isEqualTo(200);
  }

  @Test
  void not_being_permitted_is_400_with_a_stack_trace_that_is_called_json() {
    var refused = rest.bearer(traccar.tokenFor(userId)).get("/api/users/" + admin.id());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.contentType()).isEqualTo("application/json");
    assertThat(refused.firstLine()).isEqualTo("java.lang.SecurityException: User access denied");
    assertThat(refused.body()).contains("\n\tat org.traccar.");
  }

  @Test
  void a_session_opens_with_a_token_and_lives_in_a_cookie() {
    var opened = rest.get("/api/session?token=" + traccar.tokenFor(userId));

    assertThat(opened.id()).isEqualTo(userId);
    assertThat(opened.cookie()).startsWith("JSESSIONID=").endsWith("; Path=/; HttpOnly");
    assertThat(rest.cookie(opened.cookie()).get("/api/session").id()).isEqualTo(userId);
    assertThat(rest.bearer(admin.token()).get("/api/session").status())
        .as("a bearer without a cookie")
        .isEqualTo(404);
  }

  @Test
  void a_restart_ends_sessions_but_not_tokens() {
    var token = traccar.tokenFor(userId);
    var cookie = rest.get("/api/session?token=" + token).cookie();
    traccar.restart();

    assertThat(rest.cookie(cookie).get("/api/session").status()).isEqualTo(404);
    assertThat(rest.bearer(token).get("/api/devices").status()).isEqualTo(200);
  }

  @Test
  void the_header_beats_the_cookie() {
    var cookie = rest.get("/api/session?token=" + traccar.tokenFor(userId)).cookie();
    var both = rest.cookie(cookie).bearer(admin.token());

    assertThat(both.get("/api/users/" + admin.id()).status()).isEqualTo(200);
    assertThat(ownerOf(both.form("/api/session/token", IN_A_YEAR).body())).isEqualTo(admin.id());
  }

  @Test
  void impersonation_makes_a_token_for_somebody_else() {
    for (var token : new String[] {admin.token(), traccar.serviceToken()}) {
      var session = rest.bearer(token).get("/api/session/" + userId);

      assertThat(session.id()).isEqualTo(userId);
      var issued = rest.cookie(session.cookie()).form("/api/session/token", IN_A_YEAR);
      assertThat(issued.contentType()).isEqualTo("application/json");
      assertThat(issued.body()).matches("[A-Za-z0-9_-]{150,220}");
      assertThat(ownerOf(issued.body())).isEqualTo(userId);
    }
  }

  @Test
  void impersonating_nobody_is_400_with_a_cookie_that_is_worth_nothing() {
    var refused = rest.bearer(admin.token()).get("/api/session/4711");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.firstLine()).startsWith("java.lang.NullPointerException");
    assertThat(rest.cookie(refused.cookie()).form("/api/session/token", IN_A_YEAR).status())
        .isEqualTo(401);
  }

  @Test
  void impersonation_by_cookie_ends_the_session_of_the_one_who_did_it() {
    var own = rest.get("/api/session?token=" + admin.token()).cookie();
    var other = rest.cookie(own).get("/api/session/" + userId).cookie();

    assertThat(rest.cookie(own).get("/api/session").status()).isEqualTo(404);
    assertThat(rest.cookie(other).get("/api/session").id()).isEqualTo(userId);
  }

  @Test
  void a_plain_user_impersonates_nobody() {
    assertThat(rest.bearer(traccar.tokenFor(userId)).get("/api/session/" + admin.id()).status())
        .isEqualTo(400);
  }

  @Test
  void a_token_needs_a_form_even_an_empty_one() {
    var asUser = rest.bearer(traccar.tokenFor(userId));

    assertThat(asUser.send("POST", "/api/session/token", null).status()).isEqualTo(400);
    assertThat(asUser.post("/api/session/token", "{}").status()).isEqualTo(415);
    assertThat(asUser.form("/api/session/token", "").status()).isEqualTo(200);
    assertThat(asUser.with("Accept", "text/plain").form("/api/session/token", "").status())
        .isEqualTo(406);
  }

  @Test
  void an_expiration_needs_a_zone() {
    var asUser = rest.bearer(traccar.tokenFor(userId));

    assertThat(asUser.form("/api/session/token", "expiration=2027-12-31").status()).isEqualTo(400);
    assertThat(asUser.form("/api/session/token", "expiration=2027-12-31T00:00:00").status())
        .isEqualTo(400);
    assertThat(asUser.form("/api/session/token", "expiration=2027-12-31T00:00:00%2B03:30").status())
        .isEqualTo(200);
  }

  @Test
  void without_an_expiration_a_token_lives_a_week() {
    var token = rest.bearer(traccar.tokenFor(userId)).form("/api/session/token", "").body();
    clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(rest.bearer(token).get("/api/devices").status()).isEqualTo(200);

    clock.advance(Duration.ofSeconds(1));
    assertThat(rest.bearer(token).get("/api/devices").status()).isEqualTo(401);
  }

  @Test
  void a_token_of_the_past_is_issued_and_dead() {
    var issued =
        rest.bearer(traccar.tokenFor(userId))
            .form("/api/session/token", "expiration=2020-01-01T00:00:00Z");

    assertThat(issued.status()).isEqualTo(200);
    assertThat(rest.bearer(issued.body()).get("/api/devices").status()).isEqualTo(401);
  }

  @Test
  void a_session_of_a_token_gives_no_token_that_outlives_it() {
    var day = traccar.tokenFor(userId, clock.instant().plus(Duration.ofDays(1)));
    var session = rest.cookie(rest.get("/api/session?token=" + day).cookie());

    assertThat(session.form("/api/session/token", "").status()).isEqualTo(400);
    var issued = session.form("/api/session/token", IN_A_YEAR).body();
    clock.advance(Duration.ofDays(1));
    assertThat(rest.bearer(issued).get("/api/devices").status()).isEqualTo(401);
  }

  @Test
  void a_login_takes_the_email_in_any_case_and_the_right_password() {
    traccar.addUser("Ali@example.org", "secret");

    assertThat(rest.form("/api/session", "email=ali%40EXAMPLE.org&password=secret").status())
        .isEqualTo(200);
    assertThat(rest.form("/api/session", "email=Ali%40example.org&password=wrong").status())
        .isEqualTo(401);
  }

  @Test
  void basic_credentials_do_as_well() {
    var credentials =
        Base64.getEncoder()
            .encodeToString("09120000011:secret".getBytes(StandardCharsets.US_ASCII));

    assertThat(
            rest.with("Authorization", "Basic " + credentials).get("/api/users/" + userId).status())
        .isEqualTo(200);
  }

  @Test
  void the_first_user_may_come_in_by_himself_and_later_ones_may_not() {
    try (var empty = ControllableTraccar.start()) {
      var body = "{\"name\":\"First\",\"email\":\"first@example.org\",\"password\":\"p\"}";
      assertThat(RestClient.of(empty).get("/api/server").json().path("newServer").asBoolean())
          .isTrue();
      assertThat(
              RestClient.of(empty)
                  .post("/api/users", body)
                  .json()
                  .path("administrator")
                  .asBoolean())
          .isTrue();
      assertThat(RestClient.of(empty).post("/api/users", body.replace("first", "next")).firstLine())
          .isEqualTo("java.lang.SecurityException: Registration disabled");
    }
  }

  private long ownerOf(String token) {
    return rest.get("/api/session?token=" + token).id();
  }
}
