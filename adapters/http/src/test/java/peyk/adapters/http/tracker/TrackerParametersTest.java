package peyk.adapters.http.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerParametersTest {
  private static final String CUSD = "+CUSD: 0, \"Etebar:150,918Rial\nShegeftangiz:0Rial\", 1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "imei=1&data=x                     |                       | 1 | x",
        "                                  | imei=1&data=x         | 1 | x",
        "imei=1                            | data=x                | 1 | x",
        "imei=1&imei=2&data=x&data=y       | imei=3&data=z         | 1 | x",
        "imei=&data=x                      | imei=2                |   | x",
        "                                  | {\"imei\":1,\"data\":\"x\"} | 1 | x",
        "imei=1                            | {\"data\":\"x\"}      | 1 | x",
        "                                  | {\"imei\":[1],\"data\":\"x\"} |  | x",
        "imei=1                            | {data:x               | 1 | {data:x",
        "imei=1                            | CUSD: 4               | 1 | CUSD: 4",
        "imei=1&data=%2BCUSD%3A+0          |                       | 1 | +CUSD: 0",
        "imei=1&data=5%zz%4                |                       | 1 | 5%zz%4",
        "imei=1&data=%D8%A7                |                       | 1 | ا",
        "imei=1&data=%E4                   |                       | 1 | ä",
        "imei=1&data=A&B & C               |                       | 1 | A&B & C",
        "imei=1&x=A&B&data=y               |                       | 1 | y",
        "data=a=b&imei=1                   |                       | 1 | a=b",
        "                                  | imei=1&data=          | 1 |",
        "                                  |                       |   |",
      })
  void takes_what_trackers_send(String query, String body, String imei, String data) {
    var parameters =
        TrackerParameters.parse(
            query == null ? "" : query,
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));

    assertThat(parameters.filled("imei").orElse(null)).isEqualTo(imei);
    assertThat(parameters.filled("data").orElse(null)).isEqualTo(data);
  }

  @Test
  void a_form_that_is_not_encoded_keeps_its_line_breaks_and_quotes() {
    var body = ("imei=867717033890519&data=" + CUSD).getBytes(StandardCharsets.UTF_8);

    // a plus sign is a blank in a form, and who does not encode cannot be told from who does
    assertThat(TrackerParameters.parse("", body).filled("data")).contains(CUSD.replace('+', ' '));
  }

  @Test
  void a_line_break_that_ends_a_body_is_not_part_of_it() {
    var body = "imei=1&rev=2\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(TrackerParameters.parse("", body).filled("rev")).contains("2");
  }

  @Test
  void what_is_not_utf_8_is_read_byte_by_byte() {
    var body = "imei=1&data=\u00e4\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(TrackerParameters.parse("", body).filled("data")).contains("\u00e4\u00ff");
  }
}
