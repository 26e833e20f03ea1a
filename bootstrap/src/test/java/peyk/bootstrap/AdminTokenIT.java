package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.TestDatabase;
import peyk.bootstrap.settings.ImportSettings;
import peyk.bootstrap.settings.Settings;

/** The service makes an admin token for itself if none is configured. */
class AdminTokenIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private Neighbourhood around;

  @BeforeEach
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 0);
  }

  @AfterEach
  void stop() {
    around.close();
    http.close();
  }

  private int ask(Application peyk, String... headers) throws Exception {
    var address = URI.create("http://127.0.0.1:" + peyk.adminPort() + "/admin/schedules");
    var request = HttpRequest.newBuilder(address);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void the_generated_token_opens_the_admin_api_through_a_proxy_too() throws Exception {
    var peyk = around.start(Map.of("DATA_DIRECTORY", directory.toString()));
    var bearer = "Bearer " + Files.readString(directory.resolve("admin-token")).strip();

    assertThat(ask(peyk)).isEqualTo(200);
    assertThat(ask(peyk, "X-Forwarded-For", "192.0.2.1")).isEqualTo(403);
    assertThat(ask(peyk, "X-Forwarded-For", "192.0.2.1", "Authorization", bearer)).isEqualTo(200);
    assertThat(ask(peyk, "X-Forwarded-For", "192.0.2.1", "Authorization", bearer + "x"))
        .isEqualTo(401);
  }

  @Test
  void if_a_token_is_required_the_command_line_reads_the_generated_one() throws Exception {
    var own =
        new HashMap<>(
            Map.of("DATA_DIRECTORY", directory.toString(), "ADMIN_REQUIRE_TOKEN", "true"));
    var peyk = around.start(own);

    assertThat(ask(peyk)).isEqualTo(401);
    var environment = around.environment(own);
    var ofDoctor = Settings.examine(Optional.empty(), environment).adminToken().orElseThrow();
    assertThat(ask(peyk, "Authorization", "Bearer " + ofDoctor)).isEqualTo(200);
    assertThat(ImportSettings.read(Optional.empty(), environment).adminToken()).contains(ofDoctor);
  }

  @Test
  void if_a_token_is_required_and_none_can_be_kept_the_service_does_not_start() throws IOException {
    var file = Files.writeString(directory.resolve("data"), "a file, not a directory");
    var own = Map.of("DATA_DIRECTORY", file.toString(), "ADMIN_REQUIRE_TOKEN", "true");

    assertThatThrownBy(() -> around.start(own))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no admin token is configured, and none can be kept in " + file);
  }

  @Test
  void otherwise_the_service_starts_without_one() throws Exception {
    var file = Files.writeString(directory.resolve("data"), "a file, not a directory");

    assertThat(ask(around.start(Map.of("DATA_DIRECTORY", file.toString())))).isEqualTo(200);
  }
}
