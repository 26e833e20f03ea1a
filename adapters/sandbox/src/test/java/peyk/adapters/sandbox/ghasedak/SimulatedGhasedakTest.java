package peyk.adapters.sandbox.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.sandbox.RestClient;
import peyk.adapters.sandbox.TestClock;

/** The simulated SMS gateway, with and without a script. */
class SimulatedGhasedakTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);
  private static final String PHONE = "09120000091";

  private SimulatedGhasedak gateway;
  private RestClient rest;

  @BeforeEach
  void start() {
    gateway = SimulatedGhasedak.start(0, "the-key", new TestClock());
    rest = new RestClient(gateway.uri(), Map.of()).with("ApiKey", "the-key");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void a_text_goes_into_the_inbox_and_is_answered_as_documented() {
    var sent = send("ref-1");

    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.contentType()).startsWith("application/json");
    assertThat(sent.body())
        .isEqualTo(
            """
            {"isSuccess":true,"statusCode":200,"message":"","data":{"items":[{\
            "messageBody":"4829\\nFA+9qCX9VSu","receptor":"09120000091","cost":840,\
            "messageId":"23304979","clientReferenceId":"ref-1",\
            "sendDate":"2026-10-05T09:37:08.123+03:30"}],"totalCost":840}}\
            """);
    assertThat(gateway.messages())
        .singleElement()
        .satisfies(message -> {
          assertThat(message.receptor()).isEqualTo(PHONE);
          assertThat(message.input("param1")).isEqualTo("4829");
          assertThat(message.clientReferenceId()).isEqualTo("ref-1");
        });
  }

  @Test
  void names_may_be_in_pascal_case_and_the_old_form_does_too() {
    var pascal =
        """
        {"Receptors":[{"Mobile":"%s","ClientReferenceId":"r"}],"TemplateName":"OtpLogin",
         "Inputs":[{"Param":"param1","Value":"1"},{"Param":"param2","Value":"2"}]}
        """;
    var old =
        """
        {"receptors":[{"mobile":"%s","clientReferenceId":"r"}],"templateName":"OtpLogin",
         "param1":"3","param2":"4"}
        """;

    assertThat(rest.post("/SendOtpSMS", pascal.formatted(PHONE)).status()).isEqualTo(200);
    assertThat(rest.post("/SendOtpWithParams", old.formatted(PHONE)).status()).isEqualTo(200);
    assertThat(gateway.messages().stream().map(message -> message.input("param1")))
        .containsExactly("1", "3");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("key", 401, 401),
        arguments("template", 400, 428),
        arguments("parameter", 400, 429),
        arguments("receptor", 400, 400),
        arguments("blank", 400, 422),
        arguments("credit", 400, 418));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void what_is_wrong_with_a_request_is_refused(String what, int status, int code) {
    var body = body("ref");
    var client = rest;
    switch (what) {
      case "key" -> client = rest.with("ApiKey", "another");
      case "template" -> body = body.replace("OtpLogin", "NoSuch");
      case "parameter" -> body = body.replace("param2", "param3");
      case "receptor" -> body = body.replace(PHONE, "");
      case "blank" -> body = body.replace("4829", "48 29");
      default -> gateway.credit(800);
    }

    var refused = client.post("/SendOtpSMS", body);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().path("isSuccess").asBoolean()).isFalse();
    assertThat(refused.json().path("statusCode").asInt()).isEqualTo(code);
    assertThat(refused.json().path("data").isNull()).isTrue();
    assertThat(gateway.messages()).isEmpty();
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        arguments(GhasedakReply.SUCCESS, 200, "\"messageId\":\"23304979\""),
        arguments(GhasedakReply.SUCCESS_IN_PASCAL_CASE, 200, "\"MessageId\":\"23304979\""),
        arguments(GhasedakReply.SUCCESS_WITH_NUMERIC_ID, 200, "\"messageId\":23304979"),
        arguments(GhasedakReply.FAILURE_WITH_HTTP_200, 200, "{\"isSuccess\":false"),
        arguments(GhasedakReply.BAD_REQUEST, 400, "\"statusCode\":400"),
        arguments(GhasedakReply.BAD_REQUEST_THAT_SAYS_200, 400, "\"statusCode\":200"),
        arguments(GhasedakReply.UNAUTHORIZED, 401, "\"statusCode\":401"),
        arguments(GhasedakReply.UNAUTHORIZED_IN_BODY, 400, "\"statusCode\":401"),
        arguments(GhasedakReply.LINE_NOT_ALLOWED, 400, "\"statusCode\":412"),
        arguments(GhasedakReply.CREDIT_USED_UP, 400, "\"statusCode\":418"),
        arguments(GhasedakReply.RATE_NOT_ALLOWED, 400, "\"statusCode\":419"),
        arguments(GhasedakReply.FORBIDDEN_CHARACTERS, 400, "\"statusCode\":422"),
        arguments(GhasedakReply.TEMPLATE_INVALID, 400, "\"statusCode\":428"),
        arguments(GhasedakReply.PARAMETER_NOT_FOUND, 400, "\"statusCode\":429"),
        arguments(GhasedakReply.TOO_MANY_REQUESTS, 429, "\"statusCode\":429"),
        arguments(GhasedakReply.DUPLICATE, 400, "\"statusCode\":451"),
        arguments(GhasedakReply.SERVER_ERROR, 500, "\"statusCode\":500"),
        arguments(GhasedakReply.HTML, 200, "<html>"),
        arguments(GhasedakReply.EMPTY_BODY, 200, ""),
        arguments(GhasedakReply.NULL_DATA, 200, "\"data\":null"),
        arguments(GhasedakReply.EMPTY_ITEMS, 200, "\"items\":[]"),
        arguments(GhasedakReply.BAD_GATEWAY, 502, "<html>"),
        arguments(GhasedakReply.GATEWAY_TIMEOUT, 504, "<html>"),
        arguments(GhasedakReply.GATEWAY_TIMEOUT_ACCEPTED, 504, "<html>"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void a_script_decides_the_next_answer(GhasedakReply reply, int status, String part) {
    gateway.next(reply);

    var answer = send("ref");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(part);
    assertThat(gateway.messages()).hasSize(reply.isAccepted() ? 1 : 0);
    assertThat(send("ref").json().path("isSuccess").asBoolean()).as("then as usual").isTrue();
  }

  @Test
  void too_many_requests_says_when_to_come_back() throws Exception {
    gateway.next(GhasedakReply.TOO_MANY_REQUESTS);
    var request =
        HttpRequest.newBuilder(URI.create(gateway.uri() + "/SendOtpSMS"))
            .POST(BodyPublishers.ofString(body("ref")))
            .build();

    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.discarding());
      assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }
  }

  @Test
  void a_slow_answer_passes_the_time_out_and_the_text_went_out_or_did_not() {
    gateway.next(GhasedakReply.SLOW_ACCEPTED, GhasedakReply.SLOW_LOST);

    assertThatThrownBy(() -> trySend("accepted", SHORT_TIMEOUT))
        .isInstanceOf(HttpTimeoutException.class);
    assertThatThrownBy(() -> trySend("lost", SHORT_TIMEOUT))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(references()).containsExactly("accepted");
  }

  @Test
  void a_slow_answer_comes_in_the_end() throws IOException {
    gateway.slowness(SHORT_TIMEOUT);
    gateway.next(GhasedakReply.SLOW_ACCEPTED);

    assertThat(trySend("ref", TIMEOUT).json().path("isSuccess").asBoolean()).isTrue();
  }

  @Test
  void a_cut_connection_leaves_it_open_whether_the_text_went_out() {
    gateway.next(GhasedakReply.CUT_ACCEPTED, GhasedakReply.CUT_LOST);

    assertThatThrownBy(() -> trySend("accepted", TIMEOUT)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> trySend("lost", TIMEOUT)).isInstanceOf(IOException.class);
    assertThat(references()).containsExactly("accepted");
  }

  private RestClient.Answer trySend(String reference, Duration timeout) throws IOException {
    return rest.with("Content-Type", "application/json")
        .trySend("POST", "/SendOtpSMS", body(reference), timeout);
  }

  private List<String> references() {
    return gateway.messages().stream().map(SimulatedGhasedak.Message::clientReferenceId).toList();
  }

  @Test
  void a_message_is_found_by_our_reference_and_by_the_gateways_id() {
    send("ref-1");
    send("ref-2");

    var byReference = rest.get("/CheckSmsStatus?Ids=ref-2,unknown,ref-1&Type=2").json();
    assertThat(byReference.path("data").findValuesAsText("messageId"))
        .containsExactly("23304980", "23304979");
    assertThat(byReference.path("data").path(0).path("sendDate").asText())
        .isEqualTo("2026-10-05T09:37:08.123");
    assertThat(
            rest.get("/CheckSmsStatus?Ids=23304979&Ids=23304980&type=MessageId")
                .json()
                .path("data"))
        .hasSize(2);
    assertThat(rest.get("/CheckSmsStatus?Ids=unknown&Type=2").json().path("data")).isEmpty();
  }

  @Test
  void a_message_makes_its_way() {
    send("ref-1");
    assertThat(statuses(4)).containsExactly(0, 3, 5, 5);

    gateway.statuses(14);
    send("ref-1");
    assertThat(statuses(1)).containsExactly(14);
  }

  private List<Integer> statuses(int looks) {
    var seen = new ArrayList<Integer>();
    for (int look = 0; look < looks; look++) {
      seen.add(
          rest.get("/CheckSmsStatus?Ids=ref-1&Type=2")
              .json()
              .path("data")
              .path(0)
              .path("status")
              .asInt());
    }
    return seen;
  }

  @Test
  void a_look_up_can_go_wrong_as_well() {
    send("ref-1");
    gateway.nextLookup(
        GhasedakReply.SERVER_ERROR,
        GhasedakReply.SUCCESS_IN_PASCAL_CASE,
        GhasedakReply.EMPTY_ITEMS);

    assertThat(rest.get("/CheckSmsStatus?Ids=ref-1&Type=2").status()).isEqualTo(500);
    assertThat(rest.get("/CheckSmsStatus?Ids=ref-1&Type=2").body()).contains("\"Data\":[{");
    assertThat(rest.get("/CheckSmsStatus?Ids=ref-1&Type=2").body()).contains("\"data\":[]");
  }

  @Test
  void the_account_and_the_template_are_shown() {
    gateway.credit(0);
    gateway.template("Another", "Code");

    assertThat(rest.get("/GetAccountInformation").json().path("data").path("credit").asLong())
        .isZero();
    assertThat(rest.get("/GetOtpTemplateParameters?TemplateName=Another").json().path("data"))
        .hasToString("{\"params\":[\"Code\"],\"message\":\"%Code%\"}");
    assertThat(rest.get("/GetOtpTemplateParameters?TemplateName=NoSuch").status()).isEqualTo(400);
    assertThat(rest.with("ApiKey", "another").get("/GetAccountInformation").status())
        .isEqualTo(401);
  }

  @Test
  void each_text_to_a_phone_is_awaited_once() {
    send("ref-1");
    send("ref-2");

    assertThat(gateway.awaitMessage(PHONE, TIMEOUT).clientReferenceId()).isEqualTo("ref-1");
    assertThat(gateway.awaitMessage(PHONE, TIMEOUT).clientReferenceId()).isEqualTo("ref-2");
    assertThatThrownBy(() -> gateway.awaitMessage(PHONE, Duration.ofMillis(1)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_listener_hears_of_each_text() {
    var heard = new CopyOnWriteArrayList<SimulatedGhasedak.Message>();
    gateway.onMessage(heard::add);
    send("ref-1");

    assertThat(heard).isEqualTo(gateway.messages());
    assertThat(gateway.requestCount("POST", "SendOtpSMS")).isEqualTo(1);
  }

  @Test
  void it_can_go_down_and_come_back() throws IOException {
    gateway.goDown();
    assertThatThrownBy(() -> trySend("ref", TIMEOUT)).isInstanceOf(IOException.class);

    gateway.comeBack();
    assertThat(trySend("ref", TIMEOUT).status()).isEqualTo(200);
  }

  private RestClient.Answer send(String reference) {
    return rest.post("/SendOtpSMS", body(reference));
  }

  private static String body(String reference) {
    return """
    {"sendDate":null,"receptors":[{"mobile":"%s","clientReferenceId":"%s"}],
     "templateName":"OtpLogin","inputs":[{"param":"param1","value":"4829"},
     {"param":"param2","value":"FA+9qCX9VSu"}],"udh":false,"isVoice":false}
    """
        .formatted(PHONE, reference);
  }
}
