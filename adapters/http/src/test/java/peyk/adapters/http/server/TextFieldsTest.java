package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFieldsTest {
  private static TextFields parse(String json) {
    return TextFields.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0",
    "9123456789, 9123456789",
    "1.50, 1.50",
    "1e5, 1e5",
    "12345678901234567890123, 12345678901234567890123",
    "\"09\", 09",
    "\"\\u06f1\", ۱"
  })
  void texts_and_numbers_are_taken_as_they_were_written(String json, String text) {
    assertThat(parse("{\"phone\": " + json + "}").text("phone")).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "false", "[]", "[1]", "{}", "{\"phone\": 1}"})
  void anything_else_is_missing(String json) {
    assertThat(parse("{\"phone\": " + json + "}").text("phone")).isEmpty();
    assertThat(parse("{\"phone\": 1, \"phone\": " + json + "}").text("phone")).isEmpty();
  }

  @Test
  void a_text_may_be_empty_where_that_means_something() {
    var body = parse("{\"from\": \"\"}");

    assertThat(body.text("from")).contains("");
    assertThat(body.filled("from")).isEmpty();
  }

  @Test
  void numbers_and_names_have_no_length_of_their_own() {
    var digits = "9".repeat(900_000);

    assertThat(parse("{\"phone\": " + digits + "}").text("phone")).contains(digits);
    assertThat(parse("{\"" + digits + "\": 1, \"phone\": 1}").text("phone")).contains("1");
  }

  @Test
  void a_hundred_thousand_keys_are_no_trouble() {
    var json = new StringBuilder("{");
    for (int key = 0; key < 100_000; key++) {
      json.append('"').append(key).append("\":1,");
    }

    assertThat(parse(json + "\"phone\": 2}").text("phone")).contains("2");
  }
}
