package peyk.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.mobile.MobileEndpoint;
import peyk.adapters.http.mobile.OtpRoutes;
import peyk.adapters.http.mobile.RegistrationRoutes;
import peyk.adapters.http.tracker.TrackerRoutes;

/**
 * The paths for apps and trackers are as described. The tests of these paths hold their answers
 * against the description too.
 */
class PublicApiTest {
  private static final String OTP =
      "{\"client_secret\":\"the app's secret\",\"phone\":\"09351234567\"";
  private static final String DEVICE =
      "{\"client_secret\":\"the app's"
          + " secret\",\"user\":\"09120000001\",\"imei\":\"867717033890519\"}";

  @Test
  void all_paths_are_described_and_nothing_else() {
    var mobile =
        Stream.of(new OtpRoutes(null, null, null), new RegistrationRoutes(null, null, null, null))
            .flatMap(routes -> routes.endpoints().stream())
            .map(MobileEndpoint::path)
            .map(path -> "post " + path);
    var tracker =
        TrackerRoutes.PATHS.stream().flatMap(path -> Stream.of("get " + path, "post " + path));

    var described =
        PublicApi.DOCUMENT
            .path("paths")
            .propertyStream()
            .flatMap(path ->
                path.getValue().properties().stream()
                    .filter(method -> !method.getKey().equals("parameters"))
                    .map(method -> method.getKey() + " " + path.getKey()));

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(Stream.concat(mobile, tracker).toList());
  }

  @Test
  void required_fields_of_bodies_are_those_that_are_required() {
    Stream.of(new OtpRoutes(null, null, null), new RegistrationRoutes(null, null, null, null))
        .flatMap(routes -> routes.endpoints().stream())
        .forEach(endpoint -> {
          var body =
              PublicApi.resolve(
                  PublicApi.DOCUMENT.path("paths").path(endpoint.path()).at("/post/requestBody"));
          assertThat(body.at("/content/application~1json/schema/required").valueStream())
              .extracting(name -> name.asText())
              .containsExactlyInAnyOrderElementsOf(endpoint.required());
        });
  }

  @Test
  void every_reference_leads_somewhere_and_every_component_is_used() {
    var references = PublicApi.DOCUMENT.findValuesAsText("$ref");
    var components =
        Stream.of("headers", "requestBodies", "responses", "schemas")
            .flatMap(kind ->
                PublicApi.DOCUMENT
                    .path("components")
                    .path(kind)
                    .propertyStream()
                    .map(one -> "#/components/" + kind + "/" + one.getKey()));

    assertThat(new HashSet<>(references)).containsExactlyInAnyOrderElementsOf(components.toList());
  }

  @Test
  void every_status_of_the_mobile_api_is_seen_and_is_as_described() {
    var seen = new TreeSet<String>();
    try (var service = Service.start()) {
      var code = ask(service, "/api/otprequest", OTP + "}", seen);
      assertThat(code.status()).isEqualTo(200);
      ask(service, "/api/otprequest", OTP + "}", seen);
      ask(service, "/api/otpverify", OTP + ",\"sms_message\":\"" + service.code() + "\"}", seen);
      service.accounts.add(Service.PHONE);
      service.devices.add("867717033890519", "a tracker");
      ask(service, "/api/checkDeviceInfo", DEVICE, seen);
      ask(service, "/api/check", DEVICE, seen);
      ask(service, "/api/device", DEVICE, seen);
      for (var path :
          List.of(
              "/api/otprequest",
              "/api/otpverify",
              "/api/device",
              "/api/checkDeviceInfo",
              "/api/check")) {
        ask(service, path, "{}", seen);
        ask(service, path, "junk", seen);
        ask(service, path, "{\"x\":\"" + "x".repeat(20_000) + "\"}", seen);
        var other = RawClient.ask(service.port(), RawClient.request("PUT " + path, new byte[0]));
        PublicApi.expectDescribed("PUT " + path, other);
        seen.add(path + " " + other.status());
      }
      for (int i = 0; i < 13; i++) {
        ask(service, "/api/otpverify", OTP + ",\"sms_message\":\"0\"}", seen);
      }
      service.failStorage(new IllegalStateException("a bug"));
      ask(service, "/api/otprequest", OTP + "}", seen);
      service.loseStorage();
      ask(service, "/api/otprequest", OTP + "}", seen);
    }
    try (var service = Service.startWithTokenRequired()) {
      service.accounts.add(Service.PHONE);
      service.devices.add("867717033890519", "a tracker");
      for (var path : List.of("/api/device", "/api/checkDeviceInfo", "/api/check")) {
        ask(service, path, DEVICE, seen);
      }
    }

    assertThat(seen)
        .contains(
            "/api/otprequest 200",
            "/api/otprequest 400",
            "/api/otprequest 405",
            "/api/otprequest 413",
            "/api/otprequest 429",
            "/api/otprequest 500",
            "/api/otprequest 503",
            "/api/otpverify 200",
            "/api/otpverify 400",
            "/api/otpverify 405",
            "/api/otpverify 413",
            "/api/device 200",
            "/api/device 401",
            "/api/checkDeviceInfo 401",
            "/api/check 401");
  }

  private static Answer ask(Service service, String path, String body, TreeSet<String> seen) {
    var answer = service.post(path, body);
    seen.add(path + " " + answer.status());
    return answer;
  }

  @Test
  void an_answer_that_is_not_described_is_noticed() {
    var json = List.of(new RawClient.Header("content-type", "application/json"));
    var good = "{\"success\":false,\"message\":\"Invalid code\",\"code\":\"otp_invalid\"";

    PublicApi.expectDescribed("POST /api/otpverify", new Answer(200, json, good + "}"));
    for (var body :
        List.of(
            good + ",\"more\":1}",
            "{\"success\":false,\"message\":\"Invalid code\",\"code\":\"sms_failed\"}",
            "{\"success\":true,\"phone\":\"+98912\",\"token\":\"t\"}",
            "{}")) {
      assertThatThrownBy(
              () -> PublicApi.expectDescribed("POST /api/otpverify", new Answer(200, json, body)))
          .isInstanceOf(AssertionError.class);
    }
    assertThatThrownBy(() ->
            PublicApi.expectDescribed("POST /api/otpverify", new Answer(202, json, good + "}")))
        .hasMessageContaining("not described");
  }
}
