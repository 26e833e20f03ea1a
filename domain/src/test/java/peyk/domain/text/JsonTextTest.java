package peyk.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTextTest {
  @ParameterizedTest
  @MethodSource("texts")
  void text_is_written_as_python_writes_it(String text, String json) {
    assertThat(JsonText.LIKE_PYTHON.write(text)).isEqualTo(json);
  }

  /** The right column is what {@code json.dumps} of Python 3 made of the left one. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", "\"\""),
        arguments("~ /'<>&", "\"~ /'<>&\""),
        arguments("C:\\temp \"x\"", "\"C:\\\\temp \\\"x\\\"\""),
        arguments("خودرو ۱", "\"\\u062e\\u0648\\u062f\\u0631\\u0648 \\u06f1\""),
        arguments("é ÿ", "\"\\u00e9 \\u00ff\""),
        arguments("a\u200cb", "\"a\\u200cb\""),
        arguments("\u2028\uffff", "\"\\u2028\\uffff\""),
        arguments("🚗", "\"\\ud83d\\ude97\""),
        arguments("a\u007fb", "\"a\\u007fb\""),
        arguments("a\u0080b", "\"a\\u0080b\""),
        arguments("a\ud83db", "\"a\\ud83db\""));
  }

  @Test
  void control_characters_are_written_as_python_writes_them() {
    var all = new StringBuilder();
    for (char c = 0; c < ' '; c++) {
      all.append(c);
    }
    assertThat(JsonText.LIKE_PYTHON.write(all))
        .isEqualTo(
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
                + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018"
                + "\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\"");
  }

  @Test
  void structures_are_written_as_python_writes_them() {
    assertThat(JsonText.LIKE_PYTHON.write(everything()))
        .isEqualTo(
            "{\"text\": \"\\u06f1\", \"number\": 29, \"long\": 4320000000, \"yes\": true,"
                + " \"no\": false, \"none\": null, \"list\": [1, \"a\", null, []], \"object\":"
                + " {\"a\": {}}}");
  }

  @Test
  void the_compact_form_has_no_blanks_and_keeps_letters() {
    assertThat(JsonText.COMPACT.write(everything()))
        .isEqualTo(
            "{\"text\":\"۱\",\"number\":29,\"long\":4320000000,\"yes\":true,\"no\":false,"
                + "\"none\":null,\"list\":[1,\"a\",null,[]],\"object\":{\"a\":{}}}");
  }

  @Test
  void the_compact_form_escapes_what_json_must() {
    assertThat(JsonText.COMPACT.write("\"\\\n\u0001🚗é")).isEqualTo("\"\\\"\\\\\\n\\u0001🚗é\"");
  }

  private static Map<String, @Nullable Object> everything() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("text", "۱");
    map.put("number", 29);
    map.put("long", 4_320_000_000L);
    map.put("yes", true);
    map.put("no", false);
    map.put("none", null);
    map.put("list", Arrays.asList(1, "a", null, List.of()));
    map.put("object", Map.of("a", Map.of()));
    return map;
  }
}
