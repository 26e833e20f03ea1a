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

/** A bare HTTP client: it sends the headers it is given, and nothing of its own. */
record Rest(URI base, Map<String, String> headers) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back. */
  record Answer(int status, String contentType, String cookie, String body) {
    JsonNode json() {
      var node = Json.tree(body.getBytes(StandardCharsets.UTF_8));
      if (node.isMissingNode()) {
        throw new AssertionError("not JSON: " + body);
      }
      return node;
    }

    long id() {
      return json().path("id").asLong();
    }

    String firstLine() {
      return body.lines().findFirst().orElse("");
    }
  }

  static Rest of(SimulatedTraccar traccar) {
    return new Rest(traccar.uri(), Map.of());
  }

  Rest bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Rest cookie(String setCookie) {
    return with("Cookie", setCookie.split(";", 2)[0]);
  }

  Rest with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Rest(base, more);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  Answer post(String path, String json) {
    return with("Content-Type", "application/json").send("POST", path, json);
  }

  Answer put(String path, String json) {
    return with("Content-Type", "application/json").send("PUT", path, json);
  }

  Answer delete(String path, String json) {
    return with("Content-Type", "application/json").send("DELETE", path, json);
  }

  Answer form(String path, String fields) {
    return with("Content-Type", "application/x-www-form-urlencoded").send("POST", path, fields);
  }

  Answer send(String method, String path, String body) {
    try {
      return trySend(method, path, body, PATIENCE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Answer trySend(String method, String path, String body, Duration patience) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(patience)
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
