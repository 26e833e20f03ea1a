package peyk.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.domain.Eventually;

/**
 * A Chromium without a window, driven by its chromedriver (W3C WebDriver, and Chromium's own
 * commands). The protocol is JSON over HTTP, so no library is needed for the few commands here.
 */
final class Browser implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path profile;
  private final Process driver;
  private final URI uri;
  private String session = "";

  private Browser(Path driverProgram) throws IOException {
    profile = Files.createTempDirectory("peyk-browser-");
    int port = freePort();
    uri = URI.create("http://127.0.0.1:" + port);
    driver =
        new ProcessBuilder(driverProgram.toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** The driver of Debian's package {@code chromium-driver}, if it is on the path. */
  static Optional<Path> driver() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, "chromedriver"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path driver) throws IOException {
    var browser = new Browser(driver);
    Eventually.until("the browser's driver listens", browser::isReady);
    browser.open();
    return browser;
  }

  private boolean isReady() {
    try {
      return call("GET", "/status", Map.of()).path("ready").asBoolean();
    } catch (UncheckedIOException e) {
      return false; // it does not listen yet
    }
  }

  private void open() {
    var arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--user-data-dir=" + profile);
    var capabilities =
        Map.of(
            "goog:chromeOptions", Map.of("args", arguments),
            "goog:loggingPrefs", Map.of("browser", "ALL"));
    session =
        "/session/"
            + call("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities)))
                .path("sessionId")
                .asText();
  }

  /** From now on the browser prefers this language. */
  void speak(String language) {
    command("Network.enable", Map.of());
    command("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
  }

  void resize(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  void visit(String address) {
    call("POST", session + "/url", Map.of("url", address));
  }

  String address() {
    return call("GET", session + "/url", Map.of()).asText();
  }

  /** The value of a JavaScript expression on the page. */
  JsonNode evaluate(String expression) {
    return call(
        "POST",
        session + "/execute/sync",
        Map.of("script", "return " + expression, "args", List.of()));
  }

  /** The text that a reader sees. */
  String text() {
    return evaluate("document.body.innerText").asText();
  }

  /** Presses keys, also {@code \uE004} (tab) and {@code \uE007} (enter), wherever the focus is. */
  void press(String keys) {
    var actions =
        keys.codePoints()
            .mapToObj(Character::toString)
            .flatMap(key ->
                Stream.of(
                    Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key)))
            .toList();
    call(
        "POST",
        session + "/actions",
        Map.of("actions", List.of(Map.of("type", "key", "id", "keys", "actions", actions))));
  }

  /** What the browser complained about since the last call, such as a breach of the policy. */
  List<String> complaints() {
    return call("POST", session + "/se/log", Map.of("type", "browser"))
        .valueStream()
        .map(entry -> entry.path("message").asText())
        .filter(message -> !message.contains("favicon"))
        .toList();
  }

  /** The page as a picture (PNG), from the top to the given height. */
  byte[] picture() {
    return Base64.getDecoder().decode(call("GET", session + "/screenshot", Map.of()).asText());
  }

  private void command(String name, Map<String, ?> parameters) {
    call("POST", session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  private JsonNode call(String method, String path, Map<String, ?> body) {
    try {
      var publisher =
          method.equals("POST")
              ? BodyPublishers.ofString(JSON.writeValueAsString(body))
              : BodyPublishers.noBody();
      var request =
          HttpRequest.newBuilder(uri.resolve(path)).timeout(TIMEOUT).method(method, publisher);
      var response = http.send(request.build(), BodyHandlers.ofString());
      var value = JSON.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new AssertionError("the browser refused: " + value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!session.isEmpty()) {
        call("DELETE", session, Map.of());
      }
    } finally {
      driver.destroy();
      http.close();
      delete(profile);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
