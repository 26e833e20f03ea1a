package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.adapters.http.admin.AdminConfig;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;

class AdminTokenSettingsTest {
  private static final String TOKEN = "qE7x.0123~456789-ab/c+d=";

  private final List<String> faults = new ArrayList<>();
  @TempDir private Path directory;

  private SettingsReader reader(Optional<Path> file, Map<String, String> environment) {
    return new SettingsReader(Layers.read(file, environment, faults), faults);
  }

  private AdminConfig read(Map<String, String> environment) {
    return AdminTokenSettings.read(reader(Optional.empty(), environment));
  }

  @Test
  void without_a_token_this_machine_is_served() {
    var admin = read(Map.of());

    assertThat(admin.tokens().isEmpty()).isTrue();
    assertThat(admin.servesThisMachine()).isTrue();
  }

  @Test
  void the_one_token_has_every_right_and_any_length() {
    var admin = read(Map.of("ADMIN_TOKEN", "short"));

    assertThat(admin.tokens().caller("short"))
        .contains(new Caller("admin", OperatorRole.ADMINISTER));
    assertThat(admin.servesThisMachine()).isFalse();
    assertThat(faults).isEmpty();
  }

  @Test
  void further_tokens_have_names_and_roles() {
    var tokens =
        read(Map.of(
                "ADMIN_TOKEN",
                "short",
                "ADMIN_TOKENS",
                "grafana:read:" + TOKEN + ", ali:operate:another-long-token"))
            .tokens();

    assertThat(tokens.caller("short")).isPresent();
    assertThat(tokens.caller(TOKEN)).contains(new Caller("grafana", OperatorRole.READ));
    assertThat(tokens.caller("another-long-token"))
        .contains(new Caller("ali", OperatorRole.OPERATE));
    assertThat(faults).isEmpty();
  }

  @Test
  void a_yaml_list_holds_tokens_or_the_files_that_hold_them() throws IOException {
    var secret = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    var file =
        Files.writeString(
            directory.resolve("peyk.yaml"),
            "admin:\n  tokens:\n    - grafana:read:@%s\n    - ali:operate:another-long-token\n"
                .formatted(secret));

    var admin = AdminTokenSettings.read(reader(Optional.of(file), Map.of()));

    assertThat(admin.tokens().caller(TOKEN)).contains(new Caller("grafana", OperatorRole.READ));
    assertThat(admin.tokens().caller("another-long-token")).isPresent();
    assertThat(admin.servesThisMachine()).isFalse();
  }

  @Test
  void a_secret_file_has_a_token_a_line() throws IOException {
    var file =
        Files.writeString(
            directory.resolve("tokens"),
            "grafana:read:" + TOKEN + "\nali:administer:another-long-token\n");

    var tokens = read(Map.of("ADMIN_TOKENS_FILE", file.toString())).tokens();

    assertThat(tokens.caller(TOKEN)).isPresent();
    assertThat(tokens.caller("another-long-token")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qE7x.0123~456789-ab/c+d=| must be name:role:token",
        "ali:qE7x.0123~456789-ab/c+d=| must be name:role:token",
        "ali:root:qE7x.0123~456789-ab/c+d=| must have the role read, operate or administer",
        "Ali:read:qE7x.0123~456789-ab/c+d=| must have a name of up to 40",
        "ali:read:qE7x.0123~45678| must have a token of 16 or more",
        "ali:read:qE7x.0123~456789 ab/c+d| must have a token of 16 or more",
        "ali:read:@/no/such/file| names a file that cannot be read",
      })
  void a_faulty_entry_is_named_by_its_place_and_not_repeated(String entry, String fault) {
    read(Map.of("ADMIN_TOKENS", "grafana:read:another-long-token," + entry));

    assertThat(faults)
        .singleElement()
        .asString()
        .startsWith("admin.tokens (ADMIN_TOKENS) entry 2 " + fault)
        .doesNotContain("qE7x");
  }

  @Test
  void two_tokens_of_one_name_are_refused() {
    read(Map.of("ADMIN_TOKEN", "short", "ADMIN_TOKENS", "admin:read:" + TOKEN));

    assertThat(faults).singleElement().asString().contains("a name of its own for each token");
  }

  @Test
  void one_token_for_two_names_is_refused() {
    read(Map.of("ADMIN_TOKENS", "ali:read:" + TOKEN + ",sara:administer:" + TOKEN));

    assertThat(faults)
        .singleElement()
        .asString()
        .contains("another token for each name")
        .doesNotContain(TOKEN);
  }

  @Test
  void the_command_line_shows_a_token_that_may_do_everything() {
    var environment =
        Map.of("ADMIN_TOKENS", "g:read:" + TOKEN + ",ali:administer:another-long-one");

    assertThat(ownToken(environment)).contains("another-long-one");
    assertThat(ownToken(Map.of("ADMIN_TOKEN", "short"))).contains("short");
    assertThat(ownToken(Map.of())).isEmpty();
  }

  private Optional<String> ownToken(Map<String, String> environment) {
    return AdminTokenSettings.ownToken(reader(Optional.empty(), environment), directory);
  }

  @Test
  void if_none_is_configured_the_command_line_shows_the_generated_token() throws IOException {
    Files.writeString(directory.resolve("admin-token"), TOKEN + "\n");

    assertThat(ownToken(Map.of())).contains(TOKEN);
    assertThat(ownToken(Map.of("ADMIN_TOKEN", "short"))).contains("short");
  }

  @Test
  void this_machine_can_be_made_to_show_a_token() {
    assertThat(read(Map.of("ADMIN_REQUIRE_TOKEN", "true")).servesThisMachine()).isFalse();
  }
}
