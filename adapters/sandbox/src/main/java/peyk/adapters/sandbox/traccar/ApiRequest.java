package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import peyk.adapters.sandbox.Json;

/** A REST request as its endpoint sees it. Bad input fails as it does in Traccar. */
final class ApiRequest {
  private final Optional<Caller> caller;
  private final ServerRequest request;
  private final byte[] content;

  ApiRequest(Optional<Caller> caller, ServerRequest request, byte[] content) {
    this.caller = caller;
    this.request = request;
    this.content = content;
  }

  /** The caller of an endpoint that needs credentials. */
  Caller caller() {
    return caller.orElseThrow(TraccarFailure::unauthorized);
  }

  Optional<Caller> callerIfAny() {
    return caller;
  }

  Headers headers() {
    return request.headers();
  }

  String path() {
    return request.path().absolute().path();
  }

  long id() {
    return parse(request.path().pathParameters().get("id"));
  }

  Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  List<String> texts(String name) {
    return request.query().all(name, List::of);
  }

  /** A number in the query; 0 if it is missing. */
  long number(String name) {
    return text(name).map(ApiRequest::parse).orElse(0L);
  }

  List<Long> numbers(String name) {
    return texts(name).stream().map(ApiRequest::parse).toList();
  }

  boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** A time with a zone in the query. */
  Optional<Instant> time(String name) {
    try {
      return text(name).map(ApiRequest::parseTime);
    } catch (DateTimeException e) {
      throw TraccarFailure.badQueryParameter();
    }
  }

  static Instant parseTime(String text) {
    return Instant.from(DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text));
  }

  <T> T body(Class<T> type) {
    return read(type.getSimpleName(), () -> Json.MAPPER.readValue(content, type));
  }

  <T> T body(TypeReference<T> type) {
    return read("Object", () -> Json.MAPPER.readValue(content, type));
  }

  /** A field of a form. */
  Optional<String> form(String name) {
    return Arrays.stream(new String(content, StandardCharsets.UTF_8).split("&", -1))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2 && field[0].equals(name))
        .map(field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8))
        .findFirst();
  }

  private interface Reader<T> {
    T read() throws IOException;
  }

  private static <T> T read(String model, Reader<T> reader) {
    try {
      return Objects.requireNonNull(reader.read());
    } catch (UnrecognizedPropertyException e) {
      throw TraccarFailure.unreadable(unrecognized(e, model));
    } catch (JsonProcessingException e) {
      throw TraccarFailure.unreadable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NullPointerException e) {
      throw TraccarFailure.nullPointer("org.traccar.model." + model + ".getId()");
    }
  }

  private static String unrecognized(UnrecognizedPropertyException e, String model) {
    var known = Objects.requireNonNullElse(e.getKnownPropertyIds(), List.of());
    return "Unrecognized field \"%s\" (class org.traccar.model.%s), not marked as ignorable (%d known properties: %s])"
        .formatted(
            e.getPropertyName(),
            model,
            known.size(),
            known.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", ")));
  }

  private static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw TraccarFailure.badQueryParameter();
    }
  }
}
