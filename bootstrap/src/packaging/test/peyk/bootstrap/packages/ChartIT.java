package peyk.bootstrap.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Helm chart, linted and rendered by Helm itself. */
class ChartIT {
  private static final Path CHART = Path.of("src/packaging/chart");
  private static final Pattern VARIABLE = Pattern.compile("- \\{name: ([A-Z_]+), value:");

  private final Helm helm = new Helm(CHART);

  @Test
  void helm_finds_no_fault() {
    var lint = helm.lint().strict().call();
    assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
  }

  @Test
  void it_does_not_render_without_the_settings_that_peyk_needs() {
    assertThatThrownBy(() -> template().call())
        .hasMessageContaining("settings.TRACCAR_URL is required");
  }

  @Test
  void it_renders_a_locked_up_container_with_settings_that_there_are() throws IOException {
    var rendered =
        template()
            .set("settings.TRACCAR_URL", "https://traccar.example.org")
            .set("settings.SMS_TEMPLATE", "OtpLogin")
            .set("settings.DATABASE_URL", "jdbc:postgresql://db/peyk")
            .call();

    assertThat(rendered)
        .contains(
            "name: try-admin",
            "image: \"peyk:",
            "readOnlyRootFilesystem: true",
            "runAsNonRoot: true",
            "value: \"https://traccar.example.org\"",
            "secretRef: {name: peyk}");
    var settings = Files.readString(Path.of("../docs/settings.md"));
    assertThat(VARIABLE.matcher(rendered).results().map(match -> match.group(1)).toList())
        .hasSizeGreaterThan(3)
        .allSatisfy(variable -> assertThat(settings).contains("`" + variable + "`"));
  }

  private TemplateCommand template() {
    return helm.template().withName("try");
  }
}
