package peyk.adapters.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import peyk.adapters.sandbox.traccar.ControllableTraccar;

/** An HTTP client that adds no headers of its own. */
public record RestClient(URI base, Map<String, String> headers) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A response. */
  public record Answer(int status, String contentType, String cookie, String body) {
    public JsonNode json() {
      var node = Json.tree(body.getBytes(StandardCharsets.UTF_8));
      if (node.isMissingNode()) {
        throw new AssertionError("not JSON: " + body);
      }
      return node;
    }

    public long id() {
      return json().path("id").asLong();
    }

    public String firstLine() {
      return body.lines().findFirst().orElse("");
    }
  }

  public static RestClient of(ControllableTraccar traccar) {
    return new RestClient(traccar.uri(), Map.of());
  }

  public RestClient bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public RestClient cookie(String setCookie) {
    return with("Cookie", setCookie.split(";", 2)[0]);
  }

  public RestClient with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new RestClient(base, more);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  public Answer post(String path, String json) {
    return with("Content-Type", "application/json").send("POST", path, json);
  }

  public Answer put(String path, String json) {
    return with("Content-Type", "application/json").send("PUT", path, json);
  }

  public Answer delete(String path, String json) {
    return with("Content-Type", "application/json").send("DELETE", path, json);
  }

  public Answer form(String path, String fields) {
    return with("Content-Type", "application/x-www-form-urlencoded").send("POST", path, fields);
  }

  public Answer send(String method, String path, String body) {
    try {
      return trySend(method, path, body, TIMEOUT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public Answer trySend(String method, String path, String body, Duration timeout)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.headers().firstValue("Set-Cookie").orElse(""),
        response.body());
  }
}
