package peyk.adapters.http.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.Service;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.device.Device;

class RegistrationRoutesTest {
  private static final String IMEI = "867717033890519";
  private static final String OTHER_PHONE = "09120000002";
  private static final String DONE = "{\"success\":true,\"message\":\"device command sent\"}";
  private static final String FREE = "{\"success\":true,\"message\":\"device can be registered\"}";
  private static final String TAKEN =
      refusal("device already registered", "device_already_registered");

  private Service service;
  private Account user;
  private Account other;
  private Device device;

  @BeforeEach
  void start() {
    use(Service.start());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void use(Service started) {
    service = started;
    user = service.accounts.add(Service.PHONE);
    other = service.accounts.add(OTHER_PHONE);
    device = service.devices.add(IMEI, "a tracker");
  }

  private void ownedBy(Account owner) {
    service.devices.change(device.id(), d -> d.with("assignee", owner.id().value()));
  }

  private static String refusal(String message, String code) {
    return "{\"success\":false,\"message\":\"" + message + "\",\"code\":\"" + code + "\"}";
  }

  private static String body(String more) {
    return "{\"client_secret\": \"the app's secret\", \"user\": \""
        + Service.PHONE
        + "\", \"imei\": \""
        + IMEI
        + "\""
        + more
        + "}";
  }

  private Answer register(String more, String... headers) {
    return service.post("/api/device", body(more), headers);
  }

  private Answer check(String more, String... headers) {
    return service.post("/api/checkDeviceInfo", body(more), headers);
  }

  @Test
  void an_address_that_names_many_unknown_trackers_or_users_has_to_wait() {
    for (int i = 0; i < Service.UNKNOWNS; i++) {
      assertThat(check("").status()).isEqualTo(200);
      var unknown = i % 2 == 0 ? ",\"imei\":\"8677170338905%02d\"" : ",\"user\":\"091200003%02d\"";
      assertThat(register(unknown.formatted(i)).body()).contains("unknown");
    }
    var refused = register("");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("\"code\":\"rate_limited\",\"time\":10");
    assertThat(check("").status()).isEqualTo(429);
    service.pass(Duration.ofSeconds(10));
    assertThat(register("").body()).isEqualTo(DONE);
    assertThat(check("").status()).isEqualTo(200);
  }

  private static void assertRefused(Answer answer, String message, String code) {
    assertThat(answer.body()).isEqualTo(refusal(message, code));
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/device", "/api/checkDeviceInfo", "/api/check"})
  void three_fields_are_required(String path) {
    for (var body :
        new String[] {
          "{}",
          "{\"client_secret\": \"wrong\", \"user\": \"09120000001\"}",
          "{\"client_secret\": \"wrong\", \"imei\": \"867717033890519\"}",
          "{\"user\": \"09120000001\", \"imei\": \"867717033890519\"}",
          "{\"client_secret\": \"wrong\", \"user\": \"\", \"imei\": \"867717033890519\"}",
          "{\"client_secret\": \"wrong\", \"user\": \"09120000001\", \"imei\": null}",
          "{\"client_secret\": \"\", \"user\": \"09120000001\", \"imei\": \"867717033890519\"}",
        }) {
      assertRefused(
          service.post(path, body),
          "The client_secret, phone, and imei parameters are required",
          "missing_parameter");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/device", "/api/checkDeviceInfo", "/api/check"})
  void a_wrong_secret_is_told_before_anything_about_the_device(String path) {
    assertRefused(
        service.post(
            path, "{\"client_secret\": \"wrong\", \"user\": \"09120000001\", \"imei\": \"no\"}"),
        "The client_secret parameter does not match.",
        "client_secret_mismatch");
  }

  private String withImei(String imei) {
    return body("").replace("\"" + IMEI + "\"", imei);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "12345"             | 12345
          12345               | 12345
          "8677170338905190"  | 8677170338905190
          "86771703389051x"   | 86771703389051x
          " "                 | ` `
          "a\\"\\\\b"         | a\\"\\\\b
          "a\\u0000b"         | a\\u0000b
          "a\\ud800b"         | a\\ud800b
          "a\\udc00\\ud800b"  | a\\udc00\\ud800b
          "\\ud83d\\ude9a"    | \uD83D\uDE9A
          "۱۲۳"               | ۱۲۳
          "a\\nb\\u001f"      | a\\nb\\u001f
          """)
  void what_is_no_imei_is_shown_as_it_was_sent(String sent, String shown) {
    assertRefused(
        service.post("/api/device", withImei(sent)), "invalid IMEI:" + shown, "imei_invalid");
    assertRefused(
        service.post("/api/checkDeviceInfo", withImei(sent)),
        "device " + shown + " not found!!!!",
        "device_unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/device", "/api/checkDeviceInfo", "/api/check"})
  void a_device_that_traccar_does_not_have_is_not_found(String path) {
    assertRefused(
        service.post(path, withImei("\"867717033890000\"")),
        "device 867717033890000 not found!!!!",
        "device_unknown");
  }

  @Test
  void an_imei_may_come_in_persian_digits_or_as_a_number() {
    assertThat(service.post("/api/check", withImei("\"۸۶۷۷۱۷۰۳۳۸۹۰۵۱۹\"")).body()).isEqualTo(FREE);
    assertThat(service.post("/api/device", withImei(IMEI)).body()).isEqualTo(DONE);
  }

  @Test
  void a_device_has_to_be_online() {
    service.devices.online(device.id(), false);

    assertRefused(register(""), "device not online", "device_offline");
    assertRefused(check(""), "device not online", "device_offline");
  }

  @Test
  void the_user_has_to_exist() {
    service.accounts.remove(user.id());

    assertRefused(register(""), "user not found", "user_unknown");
    assertRefused(check(""), "user not found", "user_unknown");
  }

  @Test
  void registering_tells_the_tracker_and_makes_it_the_users() {
    var answer = register(", \"dp\": \"12\\u06f34\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(DONE);
    assertThat(service.commands.sentTo(device.id()))
        .containsExactly(
            "{\"c\": 29, \"param\": {\"owner\": \"09120000001\", \"devicePassword\":"
                + " \"12\\u06f34\"}}");
    assertThat(service.devices.isLinked(user.id(), device.id())).isTrue();
    assertThat(service.devices.inTraccar(device.id()).assignee()).contains(user.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``               | null
          , "dp": null     | null
          , "dp": [1]      | null
          , "dp": ""       | ""
          , "dp": 12       | "12"
          """)
  void the_device_password_is_passed_on_as_it_is(String more, String passedOn) {
    register(more);

    assertThat(service.commands.sentTo(device.id()))
        .containsExactly(
            "{\"c\": 29, \"param\": {\"owner\": \"09120000001\", \"devicePassword\": "
                + passedOn
                + "}}");
  }

  @Test
  void a_device_of_another_user_is_taken() {
    ownedBy(other);

    assertThat(register("").body()).isEqualTo(TAKEN);
    assertThat(check("").body()).isEqualTo(TAKEN);
    assertThat(register(", \"from\": null").body()).isEqualTo(TAKEN);
    assertThat(register(", \"from\": [\"09120000002\"]").body()).isEqualTo(TAKEN);
    assertThat(service.commands.sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"09120000001\"", "\"nobody\"", "0", "\"\\ud800\""})
  void only_its_owner_can_hand_it_over(String from) {
    ownedBy(other);

    assertRefused(
        register(", \"from\": " + from), "device already registered", "device_not_owned_by_from");
    assertRefused(
        check(", \"from\": " + from), "device already registered", "device_not_owned_by_from");
  }

  @Test
  void without_an_owner_from_does_not_matter() {
    assertThat(check(", \"from\": \"nobody\"").body()).isEqualTo(FREE);
    assertThat(register(", \"from\": \"\"").body()).isEqualTo(DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"09120000002\"", "9120000002", "\"+98 912 000 0002\""})
  void its_owner_hands_it_over(String from) {
    ownedBy(other);
    service.links.link(other.id(), device.id());

    assertThat(check(", \"from\": " + from).body()).isEqualTo(FREE);
    assertThat(register(", \"from\": " + from).body()).isEqualTo(DONE);
    assertThat(service.devices.isLinked(other.id(), device.id())).isFalse();
    assertThat(service.devices.inTraccar(device.id()).assignee()).contains(user.id());
  }

  @Test
  void a_device_of_the_user_is_told_again_but_checked_as_taken() {
    ownedBy(user);

    assertThat(check("").body()).isEqualTo(TAKEN);
    assertThat(check(", \"from\": \"09120000001\"").body()).isEqualTo(FREE);
    assertThat(register("").body()).isEqualTo(DONE);
    assertThat(service.commands.sent()).hasSize(1);
  }

  @Test
  void a_command_that_cannot_be_sent_is_said() {
    service.commands.disconnect(device.id());

    assertRefused(register(""), "device command send failed!", "command_failed");
    assertThat(check("").body()).isEqualTo(FREE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/device", "/api/checkDeviceInfo", "/api/check"})
  void without_traccar_there_is_no_answer_yet(String path) {
    service.devices.outage().begin();

    var answer = service.post(path, body(""));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).contains("5");
    assertThat(answer.body())
        .isEqualTo(
            refusal(
                "The tracking server is not available. Try again later.", "traccar_unavailable"));
  }

  @Test
  void without_the_database_there_is_no_answer_yet() {
    service.loseStorage();

    var answer = register("");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).contains("5");
    assertThat(answer.body())
        .isEqualTo(refusal("The service is not available. Try again later.", "unavailable"));
  }

  private String tokenOf(Account account) {
    return service
        .accounts
        .mintToken(account.id(), java.time.Duration.ofDays(1))
        .orElseThrow()
        .value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
  void callers_with_their_own_token_may_ask(String scheme) {
    var authorization = "Authorization: " + scheme + tokenOf(user);

    assertThat(check("", authorization).body()).isEqualTo(FREE);
    assertThat(register("", authorization).body()).isEqualTo(DONE);
  }

  @Test
  void an_invalid_token_is_refused() {
    for (var answer :
        new Answer[] {
          register("", "Authorization: Bearer nonsense"),
          check("", "Authorization: Bearer nonsense"),
          check("", "Authorization: Bearer nonsense", "Authorization: Bearer " + tokenOf(user)),
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("www-authenticate")).contains("Bearer");
      assertThat(answer.body())
          .isEqualTo(refusal("The session token is not valid.", "token_invalid"));
    }
  }

  @Test
  void somebody_elses_token_is_refused() {
    var authorization = "Authorization: Bearer " + tokenOf(other);

    for (var answer : new Answer[] {register("", authorization), check("", authorization)}) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body())
          .isEqualTo(refusal("The session token belongs to another user.", "token_mismatch"));
    }
  }

  @Test
  void for_a_transfer_the_token_has_to_be_the_owners() {
    ownedBy(other);
    var from = ", \"from\": \"09120000002\"";

    assertThat(register(from, "Authorization: Bearer " + tokenOf(user)).status()).isEqualTo(403);
    assertThat(register(from, "Authorization: Bearer " + tokenOf(other)).body()).isEqualTo(DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization: Basic dXNlcjpwYXNz", "Authorization: Bearer", "X-Nothing: here"})
  void other_callers_may_ask_unless_a_token_is_required(String header) {
    assertThat(register("", header).body()).isEqualTo(DONE);

    stop();
    use(Service.startWithTokenRequired());

    for (var answer : new Answer[] {register("", header), check("", header)}) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("www-authenticate")).contains("Bearer");
      assertThat(answer.body())
          .isEqualTo(refusal("A session token is required.", "token_required"));
    }
  }

  @Test
  void no_text_of_traccars_reaches_a_client() {
    service.failStorage(new GatewayUnavailableException("java.sql.SQLException at org.traccar"));

    assertThat(register("").body())
        .doesNotContain("java", "traccar.")
        .contains("traccar_unavailable");
  }
}
