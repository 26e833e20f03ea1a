package peyk.adapters.sandbox.traccar;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import peyk.adapters.sandbox.HttpReply;

/**
 * What all REST endpoints share, in Traccar's order: check what the client accepts, check what it
 * sends, find out who it is, run the endpoint. The last two run under the lock.
 */
final class RestApi {
  /** One endpoint. It throws {@link TraccarFailure} to refuse a request. */
  @FunctionalInterface
  interface Endpoint {
    HttpReply answer(ApiRequest request);
  }

  /** The content type of requests that an endpoint accepts. */
  enum Content {
    NOTHING(""),
    JSON("application/json"),
    FORM("application/x-www-form-urlencoded");

    private final String type;

    Content(String type) {
      this.type = type;
    }

    void check(Headers headers) {
      var sent = headers.first(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
      if (this == FORM && sent.isEmpty()) {
        throw TraccarFailure.badRequest(
            "java.lang.IllegalStateException: The @FormParam is utilized when the content type of"
                + " the request entity is not application/x-www-form-urlencoded");
      }
      if (!sent.startsWith(type)) {
        throw TraccarFailure.unsupportedMediaType();
      }
    }
  }

  /** The checks before an endpoint runs. */
  private record Rules(Content content, String produces, boolean open) {}

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain";
  private static final byte[] NO_CONTENT = {};

  private final TraccarState state;
  private final RequestInterceptor interceptor;

  RestApi(TraccarState state, RequestInterceptor interceptor) {
    this.state = state;
    this.interceptor = interceptor;
  }

  /** An endpoint that needs credentials. */
  Handler secured(Endpoint endpoint) {
    return handler(Content.NOTHING, false, endpoint);
  }

  Handler secured(Content content, Endpoint endpoint) {
    return handler(content, false, endpoint);
  }

  /** An endpoint that needs no credentials. */
  Handler open(Endpoint endpoint) {
    return handler(Content.NOTHING, true, endpoint);
  }

  Handler open(Content content, Endpoint endpoint) {
    return handler(content, true, endpoint);
  }

  /** An endpoint that needs no credentials and answers with text. */
  Handler openText(Endpoint endpoint) {
    return (request, response) ->
        serve(request, response, new Rules(Content.NOTHING, TEXT, true), endpoint);
  }

  private Handler handler(Content content, boolean open, Endpoint endpoint) {
    return (request, response) ->
        serve(request, response, new Rules(content, JSON, open), endpoint);
  }

  private void serve(
      ServerRequest request, ServerResponse response, Rules rules, Endpoint endpoint) {
    var method = request.prologue().method().text();
    var path = request.path().absolute().path();
    interceptor.received(method, path);
    var body = request.content().hasEntity() ? request.content().as(byte[].class) : NO_CONTENT;
    var reply = interceptor.answer(method, path, () -> answer(request, body, rules, endpoint));
    var now = state.options().clock().instant().atOffset(ZoneOffset.UTC);
    response.header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
    reply.send(response);
  }

  private HttpReply answer(ServerRequest request, byte[] body, Rules rules, Endpoint endpoint) {
    try {
      checkAccepted(request.headers(), rules.produces());
      rules.content().check(request.headers());
      return state
          .lock()
          .call(() -> {
            var caller = state.authentication().caller(request.headers());
            if (!rules.open() && caller.isEmpty()) {
              throw TraccarFailure.unauthorized();
            }
            return endpoint.answer(new ApiRequest(caller, request, body));
          });
    } catch (TraccarFailure e) {
      return e.reply();
    }
  }

  private static void checkAccepted(Headers headers, String produced) {
    if (!headers.contains(HeaderNames.ACCEPT)) {
      return;
    }
    var takesIt =
        headers.get(HeaderNames.ACCEPT).allValues().stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .map(type -> type.split(";", 2)[0].strip())
            .anyMatch(
                type -> type.equals("*/*") || type.equals(produced) || isFamily(type, produced));
    if (!takesIt) {
      throw TraccarFailure.notAcceptable();
    }
  }

  private static boolean isFamily(String type, String produced) {
    return type.endsWith("/*") && produced.startsWith(type.substring(0, type.length() - 1));
  }
}
