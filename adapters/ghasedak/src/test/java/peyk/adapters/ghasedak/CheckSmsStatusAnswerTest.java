package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsReference;

class CheckSmsStatusAnswerTest {
  private static final SmsReference REFERENCE =
      new SmsReference(UUID.fromString("0b5e6f10-8a3c-4a52-9d1e-6f2b8f0a7c11"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"isSuccess":true,"data":[{"clientReferenceId":"0b5e6f10-8a3c-4a52-9d1e-6f2b8f0a7c11","status":3}]}           | true
          {"isSuccess":true,"data":[{"clientReferenceId":"0B5E6F10-8A3C-4A52-9D1E-6F2B8F0A7C11","status":3}]}           | true
          {"IsSuccess":true,"Data":{"Items":[{"ClientReferenceId":"0b5e6f10-8a3c-4a52-9d1e-6f2b8f0a7c11","Status":5}]}} | true
          {"isSuccess":true,"data":[{"clientReferenceId":null,"status":null}]}                                          | true
          {"isSuccess":true,"data":[{"messageId":"23"}]}                                                                | true
          {"isSuccess":true,"data":[{"status":"4"}]}                                                                    | false
          {"isSuccess":true,"data":[{"clientReferenceId":"11111","status":5}]}                                          | false
          {"isSuccess":true,"data":[]}                                                                                  | false
          {"isSuccess":true,"data":null}                                                                                | false
          {"isSuccess":false,"statusCode":404,"data":[{"status":5}]}                                                    | false
          """)
  void a_text_is_known_if_the_answer_names_it(String body, boolean known) {
    assertThat(answer(body).delivery(REFERENCE).taken()).isEqualTo(known);
  }

  @Test
  void the_price_is_that_of_the_text() {
    assertThat(answer("{\"isSuccess\":true,\"data\":[{\"price\":1850}]}").delivery(REFERENCE))
        .isEqualTo(new SmsDelivery(true, 1850));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403, 416, 418, 419, 426, 429})
  void a_refusal_of_the_caller_says_nothing_about_the_text(int code) {
    assertThat(answer("{\"isSuccess\":false,\"statusCode\":" + code + "}").isRefused()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 422})
  void any_other_answer_is_about_the_text(int code) {
    assertThat(answer("{\"isSuccess\":false,\"statusCode\":" + code + "}").isRefused()).isFalse();
  }

  private static CheckSmsStatusAnswer answer(String body) {
    return new CheckSmsStatusAnswer(GhasedakAnswer.of(200, body.getBytes(StandardCharsets.UTF_8)));
  }
}
