package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import peyk.bootstrap.GeneratedRows;

/**
 * The table in {@code docs/settings.md} has a row for each setting, with its default. Meanings and
 * bounds are written by hand; rows of settings that are gone go, and new ones ask for a meaning.
 */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../docs/settings.md");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `[A-Z_]+` \\| `(?<key>[a-z.-]+)` \\| (?<meaning>[^|]+) \\| [^|]* \\|"
              + " (?<bounds>[^|]*) \\|");
  private static final Set<String> REQUIRED =
      Set.of("traccar.url", "traccar.token", "api.secrets", "otp.key", "sms.key", "sms.template");
  private static final String NO_MEANING = "TO BE WRITTEN";

  /** What the page says about a setting, besides what the code knows. */
  private record Words(String meaning, String bounds) {}

  private final Layers defaults = Layers.read(Optional.empty(), Map.of(), new ArrayList<>());

  @Test
  void each_setting_has_a_row_with_its_variable_and_default() throws IOException {
    var words = words();

    GeneratedRows.check(
        PAGE,
        line -> ROW.matcher(line).matches(),
        keys(words).stream()
            .map(key -> row(key, words.getOrDefault(key, new Words(NO_MEANING, ""))))
            .toList());

    assertThat(words().values()).extracting(Words::meaning).doesNotContain(NO_MEANING);
  }

  private static Map<String, Words> words() throws IOException {
    var words = new LinkedHashMap<String, Words>();
    Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row ->
            words.put(row.group("key"), new Words(row.group("meaning"), row.group("bounds"))));
    return words;
  }

  /** In the order of the page; new ones at the end. */
  private List<String> keys(Map<String, Words> words) {
    var keys = new LinkedHashSet<>(words.keySet());
    keys.addAll(new TreeSet<>(defaults.keys()));
    keys.retainAll(Set.copyOf(defaults.keys()));
    return List.copyOf(keys);
  }

  private String row(String key, Words words) {
    var value = defaults.value(key);
    var shown = REQUIRED.contains(key) ? "required" : value.isEmpty() ? "" : "`" + value + "`";
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(Layers.variable(key), key, words.meaning(), shown, words.bounds());
  }
}
