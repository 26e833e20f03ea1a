package peyk.adapters.http.admin;

import io.helidon.http.HeaderName;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;

/** One request to the admin API, read piece by piece, each of which is checked. */
public final class AdminRequest {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int LONGEST_NAME_TOLD = 40;

  private static final Problem NO_TEXT =
      Problem.of(ProblemType.INVALID_JSON, "The body is not UTF-8 text.");

  private final ServerRequest request;
  private final int bodyBytes;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /**
   * @param bodyBytes the longest JSON that is read
   * @throws ProblemException if the query has parameters that the route does not know
   */
  public AdminRequest(ServerRequest request, AdminRoute route, int bodyBytes) {
    this.request = request;
    this.bodyBytes = bodyBytes;
    var query = request.query();
    for (var name : query.names()) {
      if (!route.parameters().contains(name)) {
        throw ProblemException.parameter(
            name.length() <= LONGEST_NAME_TOLD ? name : "A parameter", "is not known here.");
      }
      if (query.all(name).size() != 1) {
        throw ProblemException.parameter(name, "is given once, with a value.");
      }
    }
    for (var name : route.parameters()) {
      if (query.contains(name)) {
        parameters.put(name, new Parameter(name, query.get(name)));
      }
    }
  }

  /** As it was asked for, without the query. */
  public String path() {
    return request.path().absolute().rawPath();
  }

  /** All that the query holds. */
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  public Optional<Parameter> find(String parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }

  public Parameter need(String parameter) {
    return find(parameter).orElseThrow(() -> ProblemException.parameter(parameter, "is missing."));
  }

  /** A variable of the path. */
  public Parameter variable(String name) {
    return new Parameter(name, request.path().pathParameters().get(name));
  }

  public ReleaseId release() {
    return new ReleaseId(variable("id").number(1, Long.MAX_VALUE));
  }

  public Imei imei() {
    return variable("imei").imei();
  }

  /** A header that is there once, at most. */
  public Optional<Parameter> header(HeaderName name) {
    var values = request.headers().all(name, List::of);
    if (values.size() > 1) {
      throw ProblemException.parameter(name.defaultCase(), "is given once.");
    }
    return values.stream().findFirst().map(value -> new Parameter(name.defaultCase(), value));
  }

  /** How long the body says it is. */
  public OptionalLong length() {
    return request.headers().contentLength();
  }

  /** The body as it comes in. */
  public InputStream stream() {
    return new RequestStream(request.content().inputStream());
  }

  /**
   * The body, which is a JSON object.
   *
   * @param known all fields that it may have
   */
  public JsonFields body(String... known) throws IOException {
    return JsonFields.read(text(), known);
  }

  /** There is nothing to say in the body, so nothing is said. */
  public void expectNoBody() throws IOException {
    var text = text();
    if (!text.isBlank()) {
      JsonFields.read(text);
    }
  }

  /** Strictly UTF-8; a byte order mark may lead. */
  public String text() throws IOException {
    var bytes = stream().readNBytes(bodyBytes + 1);
    if (bytes.length > bodyBytes) {
      throw new ProblemException(
          Problem.of(ProblemType.TOO_LARGE, "A body has at most %d bytes.".formatted(bodyBytes)));
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ProblemException(NO_TEXT);
    }
  }
}
