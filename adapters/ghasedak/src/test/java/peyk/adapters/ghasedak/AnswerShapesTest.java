package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.Phones;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

/** Shapes of answers that were seen, or that such a gateway may send. */
class AnswerShapesTest {
  private static final SmsReference REFERENCE =
      new SmsReference(UUID.fromString("0b5e6f10-8a3c-4a52-9d1e-6f2b8f0a7c11"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | {"isSuccess":true,"statusCode":200,"data":{"items":[{"messageId":"23"}]}} | SENT
          451 | <html>                                                                    | FAILED
          502 | ``                                                                        | UNCLEAR
          500 | ``                                                                        | FAILED
          302 | ``                                                                        | FAILED
          200 | ``                                                                        | UNCLEAR
          200 | <html>                                                                    | UNCLEAR
          """)
  void the_outcome_follows_from_the_answer(int status, String body, SmsOutcome expected)
      throws IOException {
    var outcome = ask(status, body, it -> it.send(Phones.any(), new OtpCode("4829"), REFERENCE));
    assertThat(outcome).isEqualTo(expected);
  }

  @Test
  void a_text_is_known_if_the_answer_names_it() throws IOException {
    boolean isKnown =
        ask(200, "{\"isSuccess\":true,\"data\":[{\"status\":5}]}", it -> it.hasTaken(REFERENCE));
    assertThat(isKnown).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"isSuccess\":false,\"statusCode\":500}"})
  void an_answer_that_says_nothing_is_an_outage(String body) {
    assertThatThrownBy(() -> ask(200, body, it -> it.hasTaken(REFERENCE)))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200 OK", "HTTP/1.1 200 OK\r\nConnection: close"})
  void an_answer_may_end_with_the_connection(String head) throws IOException {
    assertThat(sendTo(head)).isEqualTo(SmsOutcome.SENT);
  }

  @Test
  void an_answer_that_ends_too_early_is_unclear() throws IOException {
    assertThat(sendTo("HTTP/1.1 200 OK\r\nContent-Length: 1000")).isEqualTo(SmsOutcome.UNCLEAR);
  }

  @Test
  void no_text_goes_over_a_connection_that_may_have_died_since_the_last() throws IOException {
    try (var server = CannedServer.answeringInChunks(200, "{}");
        var gateway = gateway(server.uri())) {
      for (int i = 0; i < 3; i++) {
        gateway.send(Phones.any(), new OtpCode("4829"), REFERENCE);
      }
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  private static SmsOutcome sendTo(String head) throws IOException {
    var body = "{\"isSuccess\":true,\"data\":{\"items\":[{\"messageId\":\"23\"}]}}";
    try (var server = new ClosingServer(head + "\r\n\r\n" + body);
        var gateway = gateway(server.uri())) {
      return gateway.send(Phones.any(), new OtpCode("4829"), REFERENCE);
    }
  }

  private static <T> T ask(int status, String body, Function<GhasedakSmsGateway, T> question)
      throws IOException {
    try (var server = CannedServer.answering(status, body);
        var gateway = gateway(server.uri())) {
      return question.apply(gateway);
    }
  }

  private static GhasedakSmsGateway gateway(URI address) {
    return new GhasedakSmsGateway(
        Configs.of(address, new ApiKey("key"), Configs.template("Login")));
  }
}
