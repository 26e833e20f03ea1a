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

/**
 * An answer of the admin API.
 *
 * @param content empty if there is nothing to say
 */
record Answer(Status status, Header contentType, String content, List<Header> headers) {
  static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  static final Header PROBLEM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  static Answer ok(Body body) {
    return new Answer(Status.OK_200, JSON, body.json(), List.of());
  }

  static Answer created(String location, Body body) {
    return new Answer(Status.CREATED_201, JSON, body.json(), List.of())
        .with(HeaderValues.create(HeaderNames.LOCATION, location));
  }

  static Answer done() {
    return new Answer(Status.NO_CONTENT_204, JSON, "", List.of());
  }

  Answer with(Header header) {
    var all = new ArrayList<>(headers);
    all.add(header);
    return new Answer(status, contentType, content, all);
  }

  byte[] bytes() {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing is to be kept on the way: it is of this moment, and for this client. */
  void send(ServerRequest request, ServerResponse response) {
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
