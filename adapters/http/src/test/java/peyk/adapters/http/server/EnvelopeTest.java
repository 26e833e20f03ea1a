package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
  @Test
  void a_reply_does_not_print_its_content() {
    var reply = Reply.ok("signed_in", Envelope.success().with("token", "secret-token"));

    assertThat(reply).hasToString("Reply[200 signed_in]");
  }

  @Test
  void keys_are_written_in_the_order_in_which_they_came() {
    assertThat(Envelope.failure("no", "code").with("time", 3L).with("a", "b").json())
        .isEqualTo(
            "{\"success\":false,\"message\":\"no\",\"code\":\"code\",\"time\":3,\"a\":\"b\"}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\\ud800, \\ud800",
        "\\udfffx, \\udfffx",
        "\\udc00\\ud800, \\udc00\\ud800",
        "\\ud83d\\ude9a, `\uD83D\uDE9A`",
        "\\ud83d\\ud83d\\ude9a, `\\ud83d\uD83D\uDE9A`",
        "\\u0000, \\u0000",
        "\\u0022, \\\"",
        "\\u005c, \\\\",
        "$1, $1"
      })
  void any_text_can_be_written(String escaped, String written) {
    var body =
        TextFields.parse(("{\"imei\":\"" + escaped + "\"}").getBytes(StandardCharsets.UTF_8))
            .orElseThrow();

    var json = Envelope.success().with("imei", body.text("imei").orElseThrow()).json();

    assertThat(json).isEqualTo("{\"success\":true,\"imei\":\"" + written + "\"}");
  }
}
