package peyk.adapters.http.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.Service;
import peyk.domain.account.Login;
import peyk.domain.otp.InMemorySmsGateway.Fate;

class OtpRoutesTest {
  private static final String SENT =
      "{\"success\":true,\"message\":\"OTP request has been submitted\",\"time\":120}";
  private static final String WRONG_SECRET =
      "{\"success\":false,\"message\":\"The client_secret parameter does not match.\","
          + "\"code\":\"client_secret_mismatch\"}";
  private static final String UNKNOWN =
      "{\"success\":false,\"message\":\"Unable to validate code for this phone number\","
          + "\"code\":\"otp_unknown\"}";

  private Service service;

  @BeforeEach
  void start() {
    service = Service.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Answer request(String phone) {
    return service.post(
        "/api/otprequest",
        "{\"client_secret\": \"" + Service.SECRET + "\", \"phone\": " + phone + "}");
  }

  private Answer verify(String phone, String code) {
    return service.post(
        "/api/otpverify",
        "{\"client_secret\": \""
            + Service.SECRET
            + "\", \"phone\": \""
            + phone
            + "\", \"sms_message\": \""
            + code
            + "\"}");
  }

  @Test
  void an_address_that_tries_codes_of_many_phones_has_to_wait() {
    var statuses = new ArrayList<Integer>();
    for (var phone : List.of("09120000001", "09120000002", "09120000003")) {
      request("\"" + phone + "\"");
      for (int i = 0; i < 5; i++) {
        statuses.add(verify(phone, wrongCode()).status());
      }
    }
    assertThat(statuses.subList(0, 12)).containsOnly(200);
    assertThat(statuses.subList(12, 15)).containsOnly(429);
    var refused = verify("09120000003", service.code());
    assertThat(refused.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Too many requests. Try again later.\","
                + "\"code\":\"rate_limited\",\"time\":60}");
    assertThat(refused.header("retry-after")).contains("60");
  }

  private String wrongCode() {
    return service.code().equals("0000") ? "1111" : "0000";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"phone\": \"09120000001\"}",
        "{\"client_secret\": \"the app's secret\"}",
        "{\"client_secret\": \"\", \"phone\": \"09120000001\"}",
        "{\"client_secret\": \"the app's secret\", \"phone\": \"\"}",
        "{\"client_secret\": \"the app's secret\", \"phone\": null}",
        "{\"client_secret\": \"the app's secret\", \"phone\": true}",
        "{\"client_secret\": \"the app's secret\", \"phone\": [\"09120000001\"]}",
        "{\"client_secret\": \"the app's secret\", \"phone\": {\"phone\": \"09120000001\"}}",
        "{\"client_secret\": [], \"phone\": \"09120000001\"}",
        "{\"client_secret\": \"wrong\", \"phone\": \"\"}",
        "{\"client_secret\": \"the app's secret\", \"phone\": \"09120000001\", \"phone\": null}",
      })
  void a_request_needs_both_fields(String body) {
    var answer = service.post("/api/otprequest", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Both client_secret and phone are required.\","
                + "\"code\":\"missing_parameter\"}");
    assertThat(service.sms.texts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"client_secret\": \"wrong\", \"phone\": \"09120000001\"}",
        "{\"client_secret\": \"the app's secret \", \"phone\": \"09120000001\"}",
        "{\"client_secret\": 0, \"phone\": \"09120000001\"}",
        "{\"client_secret\": \"wrong\", \"phone\": \"no number\"}",
      })
  void a_wrong_secret_is_told_before_anything_about_the_phone(String body) {
    var answer = service.post("/api/otprequest", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(WRONG_SECRET);
  }

  @Test
  void each_of_the_configured_secrets_is_right() {
    var answer =
        service.post(
            "/api/otprequest",
            "{\"client_secret\": \"an older secret\", \"phone\": \"09120000001\"}");

    assertThat(answer.body()).isEqualTo(SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"02112345678\"",
        "\"+14155550100\"",
        "\" \"",
        "\"0912\\u00000001\"",
        "\"0912\\ud8000001\"",
        "\"no number\"",
        "0",
        "-1",
        "9.12e9",
      })
  void what_is_no_mobile_number_is_refused(String phone) {
    var answer = request(phone);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"The phone number is not valid.\",\"code\":\"phone_invalid\"}");
  }

  @Test
  void a_number_whose_prefix_is_not_known_is_told_from_a_malformed_one() {
    assertThat(request("\"09411234567\"").body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"The phone number is not valid.\","
                + "\"code\":\"phone_invalid\",\"reason\":\"unknown_prefix\"}");
  }

  @Test
  void a_phone_of_five_thousand_digits_is_no_number_as_text_or_as_number() {
    assertThat(request("\"" + "9".repeat(5000) + "\"").body()).contains("phone_invalid");
    assertThat(request("9".repeat(5000)).body()).contains("phone_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"09120000001\"",
        "9120000001",
        "\"+98 912-000-0001\"",
        "\"00989120000001\"",
        "\"۰۹۱۲۰۰۰۰۰۰۱\"",
        "\"٠٩١٢٠٠٠٠٠٠١\"",
      })
  void a_code_is_sent_to_a_number_however_it_is_spelt(String phone) {
    var answer = request(phone);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(SENT);
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(service.sms.texts()).hasSize(1);
    assertThat(service.sms.texts().getFirst().phone().canonical()).isEqualTo(Service.PHONE);
  }

  @Test
  void whoever_asks_too_soon_is_told_how_long_to_wait_in_whole_seconds() {
    request("9120000001");
    service.pass(Duration.ofMillis(9_500));

    var answer = request("9120000001");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).contains("21");
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Too many requests. Try again later.\","
                + "\"code\":\"rate_limited\",\"time\":21}");
  }

  @Test
  void the_wait_is_a_second_at_the_least() {
    request("9120000001");
    service.pass(Duration.ofMillis(29_999));

    assertThat(request("9120000001").header("retry-after")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REFUSED", "TEXT_LOST"})
  void a_text_that_does_not_go_out_is_said(String fate) {
    service.sms.willMeet(Fate.valueOf(fate));

    var answer = request("9120000001");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"success\":false,\"message\":\"API FAILED\",\"code\":\"sms_failed\"}");
  }

  @Test
  void no_code_is_sent_while_the_database_is_away() {
    service.loseStorage();

    var answer = request("9120000001");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).contains("5");
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"The service is not available. Try again later.\","
                + "\"code\":\"unavailable\"}");
  }

  @Test
  void a_bug_is_not_shown_to_clients() {
    service.failStorage(new IllegalStateException("SELECT secret FROM everything"));

    var answer = request("9120000001");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Something went wrong.\",\"code\":\"internal_error\"}");
    assertThat(answer.header("access-control-allow-origin")).contains("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"client_secret\": \"the app's secret\", \"phone\": \"09120000001\"}",
        "{\"client_secret\": \"the app's secret\", \"sms_message\": \"1234\"}",
        "{\"phone\": \"09120000001\", \"sms_message\": \"1234\"}",
        "{\"client_secret\": \"x\", \"phone\": \"09120000001\", \"sms_message\": \"\"}",
        "{\"client_secret\": \"x\", \"phone\": \"09120000001\", \"sms_message\": [1234]}",
      })
  void a_verification_needs_all_three_fields(String body) {
    var answer = service.post("/api/otpverify", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":"
                + "\"The client_secret, phone, and sms_message parameters are required\","
                + "\"code\":\"missing_parameter\"}");
  }

  @Test
  void a_verification_needs_the_right_secret() {
    var answer =
        service.post(
            "/api/otpverify",
            "{\"client_secret\": \"wrong\", \"phone\": \"x\", \"sms_message\": \"1234\"}");

    assertThat(answer.body()).isEqualTo(WRONG_SECRET);
  }

  @Test
  void a_phone_that_never_asked_or_is_none_has_no_code() {
    assertThat(verify(Service.PHONE, "1234").body()).isEqualTo(UNKNOWN);
    assertThat(verify("no number", "1234").body()).isEqualTo(UNKNOWN);
  }

  @Test
  void the_right_code_gives_the_token_of_the_user_with_that_number() {
    request("9120000001");

    var answer = verify("۰۹۱۲ ۰۰۰ ۰۰۰۱", service.code());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"success\":true,\"phone\":\"09120000001\",\"token\":\"token-1-of-user-1\"}");
    assertThat(service.accounts.accounts())
        .extracting(account -> account.login())
        .isEqualTo(List.of(new Login(Service.PHONE)));
  }

  @Test
  void a_code_may_come_as_a_number() {
    request("9120000001");
    while (service.code().startsWith("0")) {
      verify(Service.PHONE, service.code());
      service.pass(Duration.ofMinutes(30));
      request("9120000001");
    }

    var answer =
        service.post(
            "/api/otpverify",
            "{\"client_secret\": \"the app's secret\", \"phone\": 9120000001, \"sms_message\": "
                + service.code()
                + "}");

    assertThat(answer.body()).startsWith("{\"success\":true,");
  }

  @Test
  void a_code_works_once() {
    request("9120000001");
    verify(Service.PHONE, service.code());

    assertThat(verify(Service.PHONE, service.code()).body()).isEqualTo(UNKNOWN);
  }

  @Test
  void a_wrong_code_is_invalid_and_five_of_them_burn_the_right_one() {
    request("9120000001");

    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(verify(Service.PHONE, wrongCode()).body())
          .isEqualTo("{\"success\":false,\"message\":\"Invalid code\",\"code\":\"otp_invalid\"}");
    }
    assertThat(verify(Service.PHONE, service.code()).body()).isEqualTo(UNKNOWN);
  }

  @Test
  void an_old_code_is_expired_and_ten_minutes_later_unknown() {
    request("9120000001");
    service.pass(Duration.ofMinutes(2));

    assertThat(verify(Service.PHONE, service.code()).body())
        .isEqualTo("{\"success\":false,\"message\":\"OTP expired\",\"code\":\"otp_expired\"}");

    service.pass(Duration.ofMinutes(10));
    assertThat(verify(Service.PHONE, service.code()).body()).isEqualTo(UNKNOWN);
  }

  @Test
  void while_traccar_is_away_the_right_code_is_not_used_up() {
    request("9120000001");
    service.accounts.outage().begin();

    var answer = verify(Service.PHONE, service.code());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Login failed: The tracking server is not available."
                + " Try the same code again.\",\"code\":\"login_failed\"}");

    service.accounts.outage().end();
    assertThat(verify(Service.PHONE, service.code()).body()).startsWith("{\"success\":true,");
  }

  @Test
  void a_user_whom_traccar_does_not_let_in_is_told_so() {
    service.accounts.disable(service.accounts.add(Service.PHONE).id());
    request("9120000001");

    var answer = verify(Service.PHONE, service.code());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Login failed: The tracking server does not let this"
                + " user in.\",\"code\":\"login_failed\"}");
  }

  @Test
  void a_verification_while_the_database_is_away_is_a_failed_login() {
    service.loseStorage();

    var answer = verify(Service.PHONE, "1234");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"Login failed: The service is not available. Try"
                + " again later.\",\"code\":\"login_failed\"}");
  }
}
