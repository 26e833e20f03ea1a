package peyk.adapters.http.admin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import peyk.adapters.http.server.JsonObject;

/**
 * An answer of the admin API.
 *
 * @param content empty if there is nothing to say
 */
public record AdminResponse(
    Status status, Header contentType, String content, List<Header> headers) {
  public static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  public static final Header PROBLEM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  public static AdminResponse ok(JsonObject body) {
    return new AdminResponse(Status.OK_200, JSON, body.json(), List.of());
  }

  public static AdminResponse created(String location, JsonObject body) {
    return new AdminResponse(Status.CREATED_201, JSON, body.json(), List.of())
        .with(HeaderValues.create(HeaderNames.LOCATION, location));
  }

  public static AdminResponse done() {
    return new AdminResponse(Status.NO_CONTENT_204, JSON, "", List.of());
  }

  public AdminResponse with(Header header) {
    var all = new ArrayList<>(headers);
    all.add(header);
    return new AdminResponse(status, contentType, content, all);
  }

  public byte[] bytes() {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing is to be kept on the way: it is of this moment, and for this client. */
  public void send(ServerRequest request, ServerResponse response) {
    response.status(status).header(NO_STORE);
    headers.forEach(response::header);
    if (content.isEmpty()) {
      response.send();
      return;
    }
    response.header(contentType);
    var bytes = bytes();
    if (request.prologue().method().equals(Method.HEAD)) {
      response.headers().contentLength(bytes.length); // Helidon would send the body as well
      response.send();
    } else {
      response.send(bytes);
    }
  }
}
