package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static peyk.adapters.ghasedak.GhasedakClient.MAX_CONCURRENT_CALLS;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.sandbox.ghasedak.GhasedakReply;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak;
import peyk.domain.Eventually;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.Phones;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsGatewayContract;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

class GhasedakSmsGatewayTest extends SmsGatewayContract {
  private static final OtpCode CODE = new OtpCode("4829");
  private static final String KEY = "a-key-of-forty-digits";
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration HOUR = Duration.ofHours(1);

  private final SimulatedGhasedak ghasedak = SimulatedGhasedak.start(KEY);
  private final GhasedakSmsGateway gateway = gateway(ghasedak.uri(), withHash("fA+/9z1kQxY"), LONG);
  private final Logs logs = Logs.of(GhasedakSmsGateway.class);

  @AfterEach
  void close() {
    gateway.close();
    ghasedak.close();
    logs.close();
  }

  @Override
  protected SmsGateway gateway() {
    return gateway;
  }

  @Override
  protected void refuseNext() {
    ghasedak.next(GhasedakReply.TEMPLATE_INVALID);
  }

  @Override
  protected void loseNextAnswer() {
    ghasedak.next(GhasedakReply.CUT_ACCEPTED);
  }

  @Override
  protected void goDown() {
    ghasedak.goDown();
  }

  @Override
  protected List<String> taken() {
    return ghasedak.messages().stream()
        .map(message -> message.receptor() + ":" + message.input("param1"))
        .toList();
  }

  // Requests

  @Test
  void code_hash_and_reference_go_into_the_template() {
    var reference = reference();
    assertThat(gateway.send(Phones.any(), CODE, reference)).isEqualTo(SmsOutcome.SENT);
    var message = ghasedak.messages().getFirst();
    assertThat(message.template()).isEqualTo(SimulatedGhasedak.TEMPLATE);
    assertThat(message.receptor()).isEqualTo("09120000001");
    assertThat(message.clientReferenceId()).isEqualTo(reference.toString());
    assertThat(message.inputs()).isEqualTo(Map.of("param1", "4829", "param2", "fA+/9z1kQxY"));
  }

  @Test
  void without_an_app_hash_the_code_is_the_only_input() {
    ghasedak.template("Plain", "Code");
    var template = new OtpTemplate("Plain", "Code", "Hash", Optional.of(" "));
    try (var plain = gateway(ghasedak.uri(), template, LONG)) {
      assertThat(send(plain)).isEqualTo(SmsOutcome.SENT);
      assertThat(ghasedak.messages().getFirst().inputs()).isEqualTo(Map.of("Code", "4829"));
    }
  }

  @Test
  void the_address_may_end_in_a_slash() {
    try (var other = gateway(URI.create(ghasedak.uri() + "/"), withHash("h"), LONG)) {
      assertThat(send(other)).isEqualTo(SmsOutcome.SENT);
    }
  }

  // Outcomes

  @ParameterizedTest
  @EnumSource(names = {"SUCCESS", "SUCCESS_IN_PASCAL_CASE", "SUCCESS_WITH_NUMERIC_ID"})
  void an_answer_with_a_message_id_is_a_success(GhasedakReply reply) {
    ghasedak.next(reply);
    assertThat(send(gateway)).isEqualTo(SmsOutcome.SENT);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "FAILURE_WITH_HTTP_200",
        "BAD_REQUEST",
        "BAD_REQUEST_THAT_SAYS_200",
        "UNAUTHORIZED",
        "UNAUTHORIZED_IN_BODY",
        "LINE_NOT_ALLOWED",
        "CREDIT_USED_UP",
        "RATE_NOT_ALLOWED",
        "TEMPLATE_INVALID",
        "PARAMETER_NOT_FOUND",
        "TOO_MANY_REQUESTS",
        "SERVER_ERROR",
        "NULL_DATA",
        "EMPTY_ITEMS"
      })
  void any_other_answer_is_a_failure(GhasedakReply reply) {
    ghasedak.next(reply);
    assertThat(send(gateway)).isEqualTo(SmsOutcome.FAILED);
  }

  @Test
  void a_text_that_is_refused_because_of_the_app_hash_goes_out_without_it() {
    ghasedak.template("Login", "param1");
    var template = new OtpTemplate("Login", "param1", "param2", Optional.of("a b"));
    try (var odd = gateway(ghasedak.uri(), template, LONG)) {
      assertThat(send(odd)).isEqualTo(SmsOutcome.SENT);
    }
    assertThat(ghasedak.messages().getLast().inputs()).isEqualTo(Map.of("param1", "4829"));
  }

  @Test
  void without_an_app_hash_forbidden_characters_are_a_failure() {
    ghasedak.next(GhasedakReply.FORBIDDEN_CHARACTERS);
    try (var plain = gateway(ghasedak.uri(), Configs.template(SimulatedGhasedak.TEMPLATE), LONG)) {
      assertThat(send(plain)).isEqualTo(SmsOutcome.FAILED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "DUPLICATE",
        "BAD_GATEWAY",
        "GATEWAY_TIMEOUT",
        "GATEWAY_TIMEOUT_ACCEPTED",
        "HTML",
        "EMPTY_BODY"
      })
  void an_answer_that_leaves_the_fate_open_is_unclear(GhasedakReply reply) {
    ghasedak.next(reply);
    assertThat(send(gateway)).isEqualTo(SmsOutcome.UNCLEAR);
  }

  @Test
  void a_wrong_key_and_used_up_credit_are_failures() {
    ghasedak.credit(0);
    assertThat(send(gateway)).isEqualTo(SmsOutcome.FAILED);
    var config = new GhasedakConfig(ghasedak.uri(), new ApiKey("wrong"), withHash("h"), LONG, LONG);
    try (var stranger = new GhasedakSmsGateway(config)) {
      assertThat(send(stranger)).isEqualTo(SmsOutcome.FAILED);
    }
    assertThat(ghasedak.messages()).isEmpty();
  }

  @Test
  void an_answer_that_comes_after_the_timeout_is_unclear_and_its_text_is_found() {
    ghasedak.slowness(LONG);
    ghasedak.next(GhasedakReply.SLOW_ACCEPTED);
    var reference = reference();
    try (var hasty = gateway(ghasedak.uri(), withHash("h"), SHORT)) {
      assertThat(hasty.send(Phones.any(), CODE, reference)).isEqualTo(SmsOutcome.UNCLEAR);
    }
    Eventually.until("the text is accepted", () -> !ghasedak.messages().isEmpty());
    assertThat(gateway.hasTaken(reference)).isTrue();
  }

  @Test
  @Timeout(120)
  void an_answer_that_trickles_does_not_outlast_the_timeout() throws IOException {
    try (var trickling = new TricklingServer(TricklingServer.HEAD);
        var hasty = gateway(trickling.uri(), withHash("h"), SHORT)) {
      assertThat(send(hasty)).isEqualTo(SmsOutcome.UNCLEAR);
    }
  }

  @Test
  void a_connection_that_ends_after_the_request_was_read_is_unclear_and_its_text_is_not_found() {
    var reference = reference();
    ghasedak.next(GhasedakReply.CUT_LOST);
    assertThat(gateway.send(Phones.any(), CODE, reference)).isEqualTo(SmsOutcome.UNCLEAR);
    assertThat(gateway.hasTaken(reference)).isFalse();
  }

  @Test
  void a_refused_connection_is_a_failure() {
    ghasedak.goDown();
    assertThat(send(gateway)).isEqualTo(SmsOutcome.FAILED);
  }

  @Test
  void a_server_without_tls_is_not_sent_anything() {
    var https = URI.create("https://127.0.0.1:" + ghasedak.port() + ghasedak.uri().getPath());
    try (var strict = gateway(https, withHash("h"), LONG)) {
      assertThat(send(strict)).isEqualTo(SmsOutcome.FAILED);
    }
  }

  @Test
  @Timeout(120)
  void a_server_that_hangs_in_the_tls_handshake_is_not_sent_anything() throws IOException {
    try (var silent = new SilentServer();
        var gateway = withTimeouts(URI.create("https://127.0.0.1:" + silent.port()), SHORT, HOUR)) {
      assertThat(send(gateway)).isEqualTo(SmsOutcome.FAILED);
    }
  }

  @Test
  @Timeout(120)
  void a_tls_handshake_that_trickles_does_not_outlast_the_timeout() throws IOException {
    try (var trickling = new TricklingServer(TricklingServer.TLS_HEAD);
        var hasty =
            gateway(
                URI.create(trickling.uri().toString().replace("http:", "https:")),
                withHash("h"),
                SHORT)) {
      assertThat(send(hasty)).isEqualTo(SmsOutcome.UNCLEAR);
    }
  }

  // Look-ups

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5, 7, 8, 14, 99})
  void a_text_that_has_not_finally_failed_is_taken(int status) {
    ghasedak.statuses(status);
    assertThat(gateway.hasTaken(sent())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 6})
  void a_text_that_has_finally_failed_is_not_taken(int status) {
    ghasedak.statuses(status);
    assertThat(gateway.hasTaken(sent())).isFalse();
  }

  @Test
  void a_text_stays_taken_on_its_way_to_the_phone() {
    ghasedak.statuses(0, 3, 5);
    var reference = sent();
    assertThat(IntStream.range(0, 4).mapToObj(look -> gateway.hasTaken(reference)))
        .containsOnly(true);
  }

  @Test
  void a_text_that_was_taken_has_a_price() {
    assertThat(gateway.delivery(sent())).isEqualTo(new SmsDelivery(true, 840));
    ghasedak.statuses(4);
    assertThat(gateway.delivery(sent())).isEqualTo(new SmsDelivery(false, 0));
  }

  @Test
  void a_status_in_pascal_case_is_read() {
    var reference = sent();
    ghasedak.nextLookup(GhasedakReply.SUCCESS_IN_PASCAL_CASE);
    assertThat(gateway.hasTaken(reference)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_REQUEST", "NULL_DATA", "EMPTY_ITEMS"})
  void a_text_that_ghasedak_does_not_know_is_not_taken(GhasedakReply reply) {
    ghasedak.nextLookup(reply);
    assertThat(gateway.hasTaken(sent())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNAUTHORIZED",
        "CREDIT_USED_UP",
        "RATE_NOT_ALLOWED",
        "TOO_MANY_REQUESTS",
        "SERVER_ERROR",
        "HTML",
        "EMPTY_BODY",
        "BAD_GATEWAY",
        "GATEWAY_TIMEOUT",
        "CUT_LOST"
      })
  void an_answer_that_says_nothing_about_the_text_is_an_outage(GhasedakReply reply) {
    ghasedak.nextLookup(reply);
    var reference = sent();
    assertThatThrownBy(() -> gateway.hasTaken(reference))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  // Outages

  @Test
  void after_most_calls_failed_none_is_made_for_a_while() {
    try (var patient = new GhasedakSmsGateway(config(ghasedak.uri()), Duration.ofHours(1))) {
      IntStream.range(0, 4).forEach(call -> send(patient));
      ghasedak.goDown();
      IntStream.range(0, 6).forEach(call -> send(patient));
      ghasedak.comeBack();
      assertThat(send(patient)).isEqualTo(SmsOutcome.FAILED);
      assertThat(ghasedak.requestCount("POST", "SendOtpSMS")).isEqualTo(4);
      assertThat(patient.hasTaken(reference())).as("a look-up is still made").isFalse();
    }
  }

  @Test
  void look_ups_that_fail_do_not_keep_texts_from_being_sent() {
    try (var patient = new GhasedakSmsGateway(config(ghasedak.uri()), Duration.ofHours(1))) {
      ghasedak.nextLookup(
          Collections.nCopies(10, GhasedakReply.CUT_LOST).toArray(GhasedakReply[]::new));
      for (int call = 0; call < 11; call++) {
        assertThatThrownBy(() -> patient.hasTaken(reference()))
            .isInstanceOf(GatewayUnavailableException.class);
      }
      assertThat(ghasedak.requestCount("GET", "CheckSmsStatus")).isEqualTo(10);
      assertThat(send(patient)).isEqualTo(SmsOutcome.SENT);
    }
  }

  @Test
  void after_half_of_the_calls_failed_the_next_is_made() {
    IntStream.range(0, 5).forEach(call -> send(gateway));
    ghasedak.goDown();
    IntStream.range(0, 5).forEach(call -> send(gateway));
    ghasedak.comeBack();
    assertThat(send(gateway)).isEqualTo(SmsOutcome.SENT);
  }

  @Test
  void after_an_outage_texts_are_sent_again() {
    try (var quick = new GhasedakSmsGateway(config(ghasedak.uri()), Duration.ofMillis(50))) {
      ghasedak.goDown();
      IntStream.range(0, 10).forEach(call -> send(quick));
      ghasedak.comeBack();
      Eventually.until("texts are sent", () -> send(quick) == SmsOutcome.SENT);
    }
  }

  @Test
  void refusals_and_server_errors_are_no_outage() {
    for (int call = 0; call < 20; call++) {
      ghasedak.next(call % 2 == 0 ? GhasedakReply.CREDIT_USED_UP : GhasedakReply.BAD_GATEWAY);
      send(gateway);
    }
    assertThat(send(gateway)).isEqualTo(SmsOutcome.SENT);
  }

  @Test
  void timeouts_are_an_outage() {
    ghasedak.slowness(LONG);
    var config = new GhasedakConfig(ghasedak.uri(), new ApiKey(KEY), withHash("h"), LONG, SHORT);
    try (var hasty = new GhasedakSmsGateway(config, Duration.ofHours(1))) {
      ghasedak.next(Collections.nCopies(10, GhasedakReply.SLOW_LOST).toArray(GhasedakReply[]::new));
      assertThat(sendTogether(hasty, 10)).containsOnly(SmsOutcome.UNCLEAR);
      assertThat(send(hasty)).isEqualTo(SmsOutcome.FAILED);
      Eventually.until(
          "ten texts were asked for, and no more",
          () -> ghasedak.requestCount("POST", "SendOtpSMS") == 10);
    }
  }

  @Test
  @Timeout(120)
  void more_calls_than_ghasedak_should_bear_fail_at_once() throws IOException {
    CompletableFuture<List<SmsOutcome>> others;
    try (var silent = new SilentServer();
        var gateway = withTimeouts(URI.create("http://127.0.0.1:" + silent.port()), HOUR, HOUR)) {
      others = CompletableFuture.supplyAsync(() -> sendTogether(gateway, MAX_CONCURRENT_CALLS));
      Eventually.until("all wait", () -> silent.connections() == MAX_CONCURRENT_CALLS);
      assertThat(send(gateway)).isEqualTo(SmsOutcome.FAILED);
    }
    assertThat(others.join()).hasSize(MAX_CONCURRENT_CALLS);
  }

  // Logs and metrics

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNAUTHORIZED",
        "UNAUTHORIZED_IN_BODY",
        "LINE_NOT_ALLOWED",
        "CREDIT_USED_UP",
        "TEMPLATE_INVALID"
      })
  void a_refusal_that_concerns_every_text_wakes_someone(GhasedakReply reply) {
    ghasedak.next(reply);
    send(gateway);
    assertThat(logs.errors()).hasSize(1);
    assertThat(logs.warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_REQUEST", "PARAMETER_NOT_FOUND", "SERVER_ERROR", "HTML", "CUT_LOST"})
  void any_other_failure_is_a_warning(GhasedakReply reply) {
    ghasedak.next(reply);
    send(gateway);
    assertThat(logs.warnings()).hasSize(1);
    assertThat(logs.errors()).isEmpty();
  }

  @Test
  void the_reason_is_ghasedaks_code() {
    ghasedak.next(GhasedakReply.PARAMETER_NOT_FOUND);
    send(gateway);
    assertThat(logs.warnings()).containsExactly("sms refused code=429 phone=***0001");
  }

  @Test
  void neither_code_nor_key_nor_phone_nor_ghasedaks_words_are_logged() {
    for (var reply : GhasedakReply.values()) {
      if (!reply.name().startsWith("SLOW")) {
        ghasedak.next(reply);
        send(gateway);
      }
    }
    assertThat(logs.everything())
        .isNotEmpty()
        .doesNotContain(KEY, CODE.digits(), Phones.any().canonical(), "عملیات", "html");
  }

  @Test
  void secrets_do_not_show() {
    var text = SendOtpSms.of(withHash("h"), Phones.any(), CODE, reference());
    assertThat(config(ghasedak.uri()).toString()).doesNotContain(KEY).contains("[redacted]");
    assertThat(text.toString()).doesNotContain(CODE.digits(), Phones.any().canonical());
  }

  private SmsReference sent() {
    var reference = reference();
    gateway.send(Phones.any(), CODE, reference);
    return reference;
  }

  private static SmsOutcome send(SmsGateway gateway) {
    return gateway.send(Phones.any(), CODE, reference());
  }

  private static List<SmsOutcome> sendTogether(SmsGateway gateway, int calls) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return Stream.generate(() -> CompletableFuture.supplyAsync(() -> send(gateway), threads))
          .limit(calls)
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private static GhasedakSmsGateway gateway(URI address, OtpTemplate template, Duration timeout) {
    return new GhasedakSmsGateway(
        new GhasedakConfig(address, new ApiKey(KEY), template, LONG, timeout));
  }

  private static GhasedakSmsGateway withTimeouts(URI address, Duration connect, Duration call) {
    return new GhasedakSmsGateway(
        new GhasedakConfig(address, new ApiKey(KEY), withHash("h"), connect, call));
  }

  private static GhasedakConfig config(URI address) {
    return Configs.of(address, new ApiKey(KEY), withHash("h"));
  }

  private static OtpTemplate withHash(String hash) {
    return new OtpTemplate(SimulatedGhasedak.TEMPLATE, "param1", "param2", Optional.of(hash));
  }

  private static SmsReference reference() {
    return new SmsReference(UUID.randomUUID());
  }
}
