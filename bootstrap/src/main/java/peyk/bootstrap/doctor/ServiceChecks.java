package peyk.bootstrap.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import peyk.adapters.http.HttpConfig;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.bootstrap.settings.ImportSettings;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;

/** Probes the service itself: either it runs, or its ports must be free. */
final class ServiceChecks {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** The health check gives the database two seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final String HEALTH = "/observe/health";
  private static final String HEARING = "/admin/hearing";

  private final HttpConfig http;
  private final Optional<String> adminToken;
  private final JacksonJsonReader json = new JacksonJsonReader();

  /**
   * The state of the service.
   *
   * @param answerDelay as the running service measured it; empty if it did not, or does not run
   */
  record Seen(boolean isRunning, Optional<Duration> answerDelay, List<Finding> findings) {
    static Seen notRunning(List<Finding> findings) {
      return new Seen(false, Optional.empty(), findings);
    }
  }

  ServiceChecks(HttpConfig http, Optional<String> adminToken) {
    this.http = http;
    this.adminToken = adminToken;
  }

  Seen look() throws InterruptedException {
    if (http.adminPort() == 0) {
      return Seen.notRunning(ports());
    }
    try (var client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
      var health = ask(client, request(HEALTH));
      return health.get("status") instanceof String status && health.containsKey("checks")
          ? running(status, answerDelay(client))
          : Seen.notRunning(stranger("something else than Peyk answers there"));
    } catch (ConnectException e) {
      return Seen.notRunning(ports());
    } catch (IOException e) {
      return Seen.notRunning(stranger("what listens there does not answer"));
    }
  }

  private Seen running(String status, Optional<Duration> answerDelay) {
    var sentence = "it is running, and says of itself that it is " + status;
    return new Seen(
        true,
        answerDelay,
        List.of(
            status.equals("UP")
                ? Area.SERVICE.ok("service", sentence)
                : Area.SERVICE.note(
                    "service_not_up",
                    sentence,
                    "GET %s on the admin port tells more".formatted(HEALTH))));
  }

  private List<Finding> stranger(String what) {
    return List.of(
        Area.SERVICE.fault(
            "admin_port_taken",
            "the admin port %d is in use: %s".formatted(http.adminPort(), what),
            "stop the program that uses the port, or set ADMIN_PORT"));
  }

  private List<Finding> ports() {
    var obstacles =
        Stream.of(
                Ports.obstacle(Area.SERVICE, http.host(), http.port(), "SERVER"),
                Ports.obstacle(Area.SERVICE, http.adminHost(), http.adminPort(), "ADMIN"))
            .flatMap(Optional::stream)
            .toList();
    var free = "it is not running; its ports %d and %d are free";
    return obstacles.isEmpty()
        ? List.of(
            Area.SERVICE.ok("service_not_running", free.formatted(http.port(), http.adminPort())))
        : obstacles;
  }

  private Optional<Duration> answerDelay(HttpClient client) throws InterruptedException {
    try {
      return ask(client, authorized(HEARING)).get("answerDelayMillis") instanceof Number millis
          ? Optional.of(Duration.ofMillis(millis.longValue()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // reported as not measured
    }
  }

  private HttpRequest.Builder request(String path) {
    var address = ImportSettings.adminApi(http.adminHost(), http.adminPort()).resolve(path);
    return HttpRequest.newBuilder(address).timeout(TIMEOUT);
  }

  /** Asked only after the port proved to be Peyk's: nobody else may get the token. */
  private HttpRequest.Builder authorized(String path) {
    var request = request(path);
    adminToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private Map<String, @Nullable Object> ask(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var response = client.send(request.build(), BodyHandlers.ofString());
    return json.readObject(response.body()).orElseGet(Map::of);
  }
}
