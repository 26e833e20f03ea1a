package peyk.adapters.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonJsonReaderTest {
  private final JacksonJsonReader json = new JacksonJsonReader();

  @Test
  void an_object_is_read_with_all_that_is_in_it() {
    var text = " {\"cmd\":29,\"param\":{\"spn\":\"همراه\",\"list\":[1,true,null]},\"f\":2.5}\n";
    assertThat(json.readObject(text))
        .contains(
            Map.of(
                "cmd",
                29,
                "param",
                Map.of("spn", "همراه", "list", Arrays.asList(1, true, null)),
                "f",
                2.5));
  }

  @Test
  void numbers_are_as_large_and_as_precise_as_they_are() {
    var text = "{\"a\":4102444799000,\"b\":123456789012345678901,\"c\":1e400,\"d\":2.10}";
    var read = json.readObject(text).orElseThrow();
    assertThat(read)
        .containsEntry("a", 4_102_444_799_000L)
        .containsEntry("b", new BigInteger("123456789012345678901"))
        .containsEntry("c", new BigDecimal("1e400"))
        .containsEntry("d", 2.1);
  }

  @Test
  void of_repeated_keys_the_last_counts() {
    assertThat(json.readObject("{\"a\":1,\"a\":2}")).contains(Map.of("a", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"text\"",
        "[1]",
        "[{\"a\":1}]",
        "{",
        "{\"a\":1e9999999999}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":1} x",
        "{\"a\":1}{\"b\":2}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\":\"\u0001\"}",
        "\uFEFF",
        "// {}",
        "{\"a\":01}",
        "{\"a\":1}}"
      })
  void any_other_text_is_no_object(String text) {
    assertThat(json.readObject(text)).isEmpty();
  }

  @Test
  void what_is_nested_beyond_reason_is_no_object() {
    for (int depth : List.of(100, 10_000, 1_000_000)) {
      assertThat(json.readObject("{\"a\":".repeat(depth) + "1" + "}".repeat(depth))).isEmpty();
      assertThat(json.readObject("{\"a\":" + "[".repeat(depth))).isEmpty();
    }
  }

  @Test
  void a_number_of_a_million_digits_is_no_number() {
    assertThat(json.readObject("{\"a\":" + "9".repeat(1_000_000) + "}")).isEmpty();
  }

  @RepeatedTest(500)
  void no_junk_is_too_much(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var letters = "{}[]\",:\\u0a1eE+-.tfn \n\u0000\uD800é";
    var text = new StringBuilder("{");
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    assertThat(json.readObject(text.toString())).isNotNull();
  }
}
