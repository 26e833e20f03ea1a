package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/settings.md} has a row for each setting, with its default. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("../docs/settings.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+)` \\| `([a-z.-]+)` \\| [^|]+ \\| ([^|]*) \\| .*");
  private static final Set<String> REQUIRED =
      Set.of("traccar.url", "traccar.token", "api.secrets", "otp.key", "sms.key", "sms.template");

  private final Layers defaults = Layers.read(Optional.empty(), Map.of(), new ArrayList<>());

  @Test
  void each_setting_has_a_row_with_its_variable_and_default() throws IOException {
    var rows =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .map(String::strip);

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            defaults.keys().stream().map(this::row).collect(Collectors.toSet()));
  }

  private String row(String key) {
    var value = defaults.value(key);
    var shown = REQUIRED.contains(key) ? "required" : value.isEmpty() ? "" : "`" + value + "`";
    return (Layers.variable(key) + " " + key + " " + shown).strip();
  }
}
