package peyk.adapters.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends JSON. */
public final class JsonResponse {
  public static final Header CONTENT_TYPE = HeaderValues.create("Content-Type", "application/json");

  private JsonResponse() {}

  public static void send(Envelope answer, ServerRequest request, ServerResponse response) {
    answer.headers().forEach(response::header);
    send(answer.status(), answer.json(), request, response);
  }

  /** An answer to HEAD tells the length, and then Helidon would send the body all the same. */
  public static void send(
      Status status, byte[] json, ServerRequest request, ServerResponse response) {
    response.status(status).header(CONTENT_TYPE);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.headers().contentLength(json.length);
      response.send();
    } else {
      response.send(json);
    }
  }
}
