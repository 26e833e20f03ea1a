package peyk.adapters.http.admin;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.RequestStream;
import peyk.adapters.http.server.TextFields;
import peyk.domain.HashedSecret;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.Imei;

/** One request to the admin API. Each part is checked when it is read. */
public final class AdminRequest {
  public static final Problem KEY_REUSED =
      Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "The key was sent before, with another body. Choose a new key for a new request.");

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Longer names are not repeated in a refusal. */
  private static final int LONGEST_NAME = 40;

  private static final Problem NO_TEXT =
      Problem.of(ProblemType.INVALID_JSON, "The body is not UTF-8 text.");

  private final ServerRequest request;
  private final int bodyBytes;
  private final ChangeLog changes;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  /**
   * @param bodyBytes the longest JSON that is read
   * @throws ProblemException if the query has parameters that the route does not know
   */
  AdminRequest(ServerRequest request, AdminRoute route, int bodyBytes, ChangeLog changes) {
    this.request = request;
    this.bodyBytes = bodyBytes;
    this.changes = changes;
    var query = request.query();
    for (var name : query.names()) {
      if (!route.parameters().contains(name)) {
        throw ProblemException.parameter(
            name.length() <= LONGEST_NAME ? name : "A parameter", "is not known here.");
      }
      if (query.all(name).size() != 1) {
        throw ProblemException.parameter(name, "is given once, with a value.");
      }
    }
    for (var name : route.parameters()) {
      if (query.contains(name)) {
        parameters.put(name, query.get(name));
      }
    }
  }

  /** Has the request logged, with its outcome, as this change. */
  public AdminRequest change(String name) {
    return note("change", name);
  }

  /**
   * Adds a fact to the log line of the change.
   *
   * @param value must not hold line breaks; a value that is personal masks itself
   */
  public AdminRequest note(String name, Object value) {
    changes.add(name, value);
    return this;
  }

  /** As it was sent, without the query. */
  String path() {
    return request.path().absolute().rawPath();
  }

  /** All parameters of the query. */
  Map<String, String> parameters() {
    return parameters;
  }

  public Optional<Parameter> find(String parameter) {
    return Optional.ofNullable(parameters.get(parameter))
        .map(text -> new Parameter(parameter, text));
  }

  public Parameter need(String parameter) {
    return find(parameter).orElseThrow(() -> ProblemException.parameter(parameter, "is missing."));
  }

  /** A variable of the path. */
  public Parameter variable(String name) {
    return new Parameter(name, request.path().pathParameters().get(name));
  }

  /** The variable {@code id} of the path. */
  public long id() {
    return variable("id").number(1, Long.MAX_VALUE);
  }

  /** The variable {@code imei} of the path. */
  public Imei imei() {
    return variable("imei").imei();
  }

  /**
   * The key with which this request can be repeated without a second effect.
   *
   * @param wish everything that the request asks for, always written in the same way
   */
  public Optional<IdempotencyKey> idempotencyKey(JsonObject wish) {
    var keys = request.headers().all(HeaderNames.create(IDEMPOTENCY_KEY), List::of);
    if (keys.size() > 1) {
      throw ProblemException.parameter(IDEMPOTENCY_KEY, "is given once.");
    }
    var hash = HexFormat.of().formatHex(HashedSecret.hash(wish.json()));
    try {
      return keys.stream().findFirst().map(key -> new IdempotencyKey(key, hash));
    } catch (IllegalArgumentException e) {
      throw ProblemException.parameter(IDEMPOTENCY_KEY, "has 1 to 255 characters.");
    }
  }

  /** The length of the body, if the request says it. */
  public OptionalLong length() {
    return request.headers().contentLength();
  }

  /** The body as it arrives. */
  public InputStream stream() {
    return RequestStream.of(request);
  }

  /**
   * The body, which is a JSON object.
   *
   * @param known all fields that it may have
   */
  public JsonFields body(String... known) throws IOException {
    return JsonFields.read(text(), known);
  }

  /** The body is empty, or a JSON object without fields. */
  public void expectNoBody() throws IOException {
    var text = text();
    if (!text.isBlank()) {
      JsonFields.read(text);
    }
  }

  /** Strictly UTF-8. A byte order mark is skipped. */
  public String text() throws IOException {
    var bytes = RequestStream.readBody(request, bodyBytes).orElseThrow(this::tooLarge);
    try {
      return TextFields.decode(bytes);
    } catch (CharacterCodingException e) {
      throw NO_TEXT.exception();
    }
  }

  private ProblemException tooLarge() {
    return Problem.of(ProblemType.TOO_LARGE, "A body has at most " + bodyBytes + " bytes.")
        .exception();
  }
}
