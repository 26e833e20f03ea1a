package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.otp.SmsOutcome;

class SendOtpSmsVerdictTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | {"isSuccess":true,"statusCode":200,"data":{"items":[{"messageId":"23"}]}}            | SENT
          200 | {"ISSUCCESS":true,"DATA":{"ITEMS":[{"MESSAGEID":23}]}}                                | SENT
          201 | {"isSuccess":true,"data":{"items":[{"messageId":"23"}],"lineNumber":null}}            | SENT
          200 | {"isSuccess":true,"data":{"items":[{"messageId":" "}]}}                               | FAILED
          200 | {"isSuccess":true,"data":{"items":[{"messageId":null}]}}                              | FAILED
          200 | {"isSuccess":true,"data":{"items":[{}, {"messageId":"23"}]}}                          | FAILED
          200 | {"isSuccess":true,"data":{"items":"23"}}                                              | FAILED
          200 | {"isSuccess":true,"data":"23"}                                                        | FAILED
          200 | {"isSuccess":null,"data":{"items":[{"messageId":"23"}]}}                              | FAILED
          200 | {"isSuccess":false,"statusCode":200,"data":{"items":[{"messageId":"23"}]}}            | FAILED
          400 | {"isSuccess":true,"statusCode":200,"data":{"items":[{"messageId":"23"}]}}             | FAILED
          200 | {"isSuccess":false,"statusCode":451,"data":null}                                      | UNCLEAR
          409 | {"IsSuccess":false,"StatusCode":"451","Data":null}                                    | UNCLEAR
          451 | <html>                                                                                | FAILED
          503 | {"isSuccess":false,"statusCode":500,"data":null}                                      | FAILED
          503 | {"error":"upstream"}                                                                  | UNCLEAR
          503 | [1]                                                                                   | UNCLEAR
          502 | ``                                                                                    | UNCLEAR
          500 | ``                                                                                    | FAILED
          302 | ``                                                                                    | FAILED
          200 | ``                                                                                    | UNCLEAR
          200 | <html>                                                                                | UNCLEAR
          201 | {}                                                                                    | UNCLEAR
          200 | [[[[[[{"a":                                                                           | UNCLEAR
          200 | "isSuccess"                                                                           | UNCLEAR
          """)
  void the_outcome_follows_from_the_answer(int status, String body, SmsOutcome expected) {
    assertThat(answer(status, body).outcome()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 406, 412, 416, 418, 426, 428})
  void some_refusals_last_until_an_operator_acts(int code) {
    assertThat(refused(code).isAlarming()).isTrue();
    assertThat(refused(code).isHashRefused()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 419, 422, 429, 451, 500})
  void other_refusals_concern_one_text(int code) {
    assertThat(refused(code).isAlarming()).isFalse();
    assertThat(refused(code).isHashRefused()).isEqualTo(code == 422);
  }

  private static SendOtpSmsVerdict refused(int code) {
    return answer(400, "{\"isSuccess\":false,\"statusCode\":" + code + "}");
  }

  private static SendOtpSmsVerdict answer(int status, String body) {
    return new SendOtpSmsVerdict(GhasedakAnswer.of(status, body.getBytes(StandardCharsets.UTF_8)));
  }
}
