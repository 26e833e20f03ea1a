package peyk.bootstrap;

import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.ImportReleases.Outcome.Done;
import peyk.application.firmware.ImportReleases.Outcome.Unusable;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.bootstrap.settings.ImportSettings;
import peyk.domain.firmware.ReleaseRepository.Imported;

/**
 * Imports the catalogue of the old service: through the admin API if the service runs, otherwise
 * into its database.
 */
record FirmwareImport(ImportSettings settings, PrintStream console) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final JacksonJsonReader JSON = new JacksonJsonReader();

  /**
   * @return whether it was imported; otherwise the reason was printed
   * @throws StartupException if the file or the database cannot be used
   */
  boolean run(Path file) throws InterruptedException {
    var text = read(file);
    try {
      return byAdminApi(text);
    } catch (ConnectException e) {
      return intoDatabase(text);
    } catch (IOException e) {
      throw new StartupException(
          "The admin API at " + settings.adminApi() + " did not answer: " + e.getMessage(), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StartupException("The file " + file + " cannot be read.", e);
    }
  }

  private boolean byAdminApi(String text) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(settings.adminApi().resolve("/admin/firmware/import"))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(text));
    settings.adminToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try (var http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
      return tell(http.send(request.build(), BodyHandlers.ofString()));
    }
  }

  private boolean tell(HttpResponse<String> response) {
    var answer = JSON.readObject(response.body()).orElseGet(Map::of);
    if (response.statusCode() == 200) {
      console.printf(
          "Imported by the running service: %s created, %s updated, %s unchanged, %s kept.%n",
          answer.get("created"),
          answer.get("updated"),
          answer.get("unchanged"),
          answer.get("kept"));
      return true;
    }
    console.printf(
        "Nothing was imported. The admin API at %s answered %d: %s%n",
        settings.adminApi(), response.statusCode(), detail(answer));
    faults(answer).forEach(fault -> console.println("  - " + fault));
    return false;
  }

  private static Object detail(Map<String, @Nullable Object> problem) {
    return Optional.ofNullable(problem.get("detail")).orElse("it is not Peyk");
  }

  private static List<?> faults(Map<String, @Nullable Object> problem) {
    return problem.get("faults") instanceof List<?> faults ? faults : List.of();
  }

  private boolean intoDatabase(String text) {
    console.printf("No service at %s: importing into the database.%n", settings.adminApi());
    return settings
        .database()
        .external()
        .map(config -> importInto(config, text))
        .orElseGet(() -> intoEmbedded(text, settings.database()));
  }

  private boolean intoEmbedded(String text, DatabaseSettings wanted) {
    try (var embedded = DatabaseConfigs.startEmbedded(wanted)) {
      return importInto(embedded.config(), text);
    }
  }

  private boolean importInto(PostgresConfig config, String text) {
    try (var database = PostgresDatabase.open(config, Metrics.globalRegistry())) {
      var importReleases =
          new ImportReleases(database.releases(), database.firmwareCatalog(), JSON);
      return switch (importReleases.importAll(text)) {
        case Done(Imported(var created, var updated, var unchanged, var kept)) -> {
          console.printf(
              "Imported: %d created, %d updated, %d unchanged, %d kept.%n",
              created, updated, unchanged, kept);
          yield true;
        }
        case Unusable(var faults) -> {
          console.println("Nothing was imported:");
          faults.forEach(fault -> console.println("  - " + fault));
          yield false;
        }
      };
    }
  }
}
