package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.sandbox.ghasedak.GhasedakReply;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsAccountGatewayContract;
import peyk.domain.otp.SmsCredit;
import peyk.domain.otp.SmsTemplate;

class GhasedakAccountGatewayTest extends SmsAccountGatewayContract {
  private static final String TEMPLATE = "ورود & کد";

  private final SimulatedGhasedak ghasedak = SimulatedGhasedak.start("key");
  private final GhasedakAccountGateway gateway = gateway(ghasedak.uri(), Duration.ofMinutes(1));

  @AfterEach
  void close() {
    gateway.close();
    ghasedak.close();
  }

  @Override
  protected SmsAccountGateway gateway() {
    return gateway;
  }

  @Override
  protected void credit(long rials) {
    ghasedak.credit(rials);
  }

  @Override
  protected void approve(String... parameters) {
    ghasedak.template(TEMPLATE, parameters);
  }

  @Override
  protected void refuseKey() {
    ghasedak.nextLookup(GhasedakReply.UNAUTHORIZED_IN_BODY, GhasedakReply.UNAUTHORIZED);
  }

  @Override
  protected void goDown() {
    ghasedak.goDown();
  }

  @Test
  void a_refusal_for_another_reason_keeps_its_code() {
    ghasedak.nextLookup(GhasedakReply.LINE_NOT_ALLOWED, GhasedakReply.RATE_NOT_ALLOWED);
    assertThat(gateway.credit()).isEqualTo(new SmsCredit.Refused(412));
    assertThat(gateway.template()).isEqualTo(new SmsTemplate.Refused(419));
  }

  @Test
  void a_gateway_that_does_not_answer_in_time_is_away() {
    ghasedak.latency(Duration.ofMinutes(1));
    try (var hasty = gateway(ghasedak.uri(), Duration.ofMillis(200))) {
      assertThatThrownBy(hasty::credit).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"isSuccess":true,"statusCode":200,"data":{"credit":1250000,"plan":"x"}} | 1250000
          {"IsSuccess":true,"StatusCode":200,"Data":{"Credit":9007199254740993}}   | 9007199254740993
          {"isSuccess":true,"data":{"credit":" 42 "}}                              | 42
          """)
  void credit_comes_in_many_shapes(String body, long rials) throws IOException {
    assertThat(ask(200, body, SmsAccountGateway::credit)).isEqualTo(new SmsCredit.Left(rials));
  }

  @Test
  void templates_come_in_many_shapes() throws IOException {
    var body = "{\"IsSuccess\":true,\"Data\":{\"Params\":[\"Code\"]}}";
    assertThat(ask(200, body, SmsAccountGateway::template))
        .isEqualTo(new SmsTemplate.Approved(List.of("Code"), ""));
  }

  @Test
  void a_proxy_that_refuses_is_not_the_gateway_but_a_key_is_refused_without_words()
      throws IOException {
    assertThat(ask(401, "", SmsAccountGateway::credit)).isEqualTo(new SmsCredit.KeyRefused());
    assertThatThrownBy(() -> ask(404, "<html>", SmsAccountGateway::template))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<html>",
        "{\"isSuccess\":true,\"data\":null}",
        "{\"isSuccess\":true,\"data\":{\"credit\":\"much\",\"params\":\"Code\"}}",
        "{\"isSuccess\":false,\"statusCode\":500}"
      })
  void an_answer_that_says_nothing_is_an_outage(String body) {
    assertThatThrownBy(() -> ask(200, body, SmsAccountGateway::credit))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> ask(200, body, SmsAccountGateway::template))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  private static <T> T ask(int status, String body, Function<SmsAccountGateway, T> question)
      throws IOException {
    try (var server = CannedServer.answering(status, body);
        var gateway = gateway(server.uri(), Duration.ofMinutes(1))) {
      return question.apply(gateway);
    }
  }

  private static GhasedakAccountGateway gateway(URI address, Duration timeout) {
    return new GhasedakAccountGateway(
        new GhasedakConfig(
            address, new ApiKey("key"), Configs.template(TEMPLATE), timeout, timeout));
  }
}
