package peyk.bootstrap.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Compose file and the unit of systemd name settings and files that there are. */
class ComposeFileTest {
  private static final Path PACKAGING = Path.of("src/packaging");
  private static final Path COMPOSE = PACKAGING.resolve("compose");

  private final String settings = read(Path.of("../docs/settings.md"));

  @Test
  void every_variable_of_the_service_is_a_setting() {
    var service = read(COMPOSE.resolve("compose.yaml")).replaceFirst("(?s)\n  postgres:\n.*", "");
    assertThat(found("^      ([A-Z_]+): ", service))
        .hasSizeGreaterThan(8)
        .allSatisfy(variable -> assertThat(settings).contains("`" + variable + "`"));
    assertThat(found("^Environment=([A-Z_]+)_FILE=", read(PACKAGING.resolve("peyk.service"))))
        .hasSize(4)
        .allSatisfy(variable -> assertThat(settings).contains("`" + variable + "`"));
  }

  @Test
  void every_variable_that_has_to_be_set_is_in_the_example() {
    var example = found("^([A-Z_]+)=", read(COMPOSE.resolve("example.env")));
    assertThat(found("\\$\\{([A-Z_]+):\\?}", read(COMPOSE.resolve("compose.yaml"))))
        .isNotEmpty()
        .isSubsetOf(example);
  }

  @Test
  void every_file_that_is_mounted_is_there() {
    assertThat(found("^      - (\\.[^:]+):", read(COMPOSE.resolve("compose.yaml"))))
        .hasSizeGreaterThan(4)
        .allSatisfy(file -> assertThat(COMPOSE.resolve(file)).exists());
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
