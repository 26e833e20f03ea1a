package peyk.adapters.http.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.http.admin.ChangeLog;
import peyk.adapters.http.server.RequestStream;
import peyk.domain.device.Imei;

/** A request to the console. */
final class ConsoleRequest {
  /** The parameter with the outcome of the action before. */
  static final String SAID = "said";

  private static final int LONGEST_FORM = 16 * 1024;
  private static final int LONGEST_TEXT = 1000;

  private final ServerRequest request;
  private final View view;
  private final ChangeLog changes;
  private Map<String, String> form = Map.of();

  ConsoleRequest(ServerRequest request, View view, ChangeLog changes) {
    this.changes = changes;
    this.request = request;
    this.view = view;
  }

  /** Has the request logged, with its outcome, as this change. */
  ConsoleRequest change(String name) {
    return note("change", name);
  }

  /**
   * Adds a fact to the log line of the change.
   *
   * @param value must not hold line breaks; a value that is personal masks itself
   */
  ConsoleRequest note(String name, Object value) {
    changes.add(name, value);
    return this;
  }

  ServerRequest raw() {
    return request;
  }

  View view() {
    return view;
  }

  /** A parameter of the query; empty if it is absent, blank or too long to be of use. */
  Optional<String> parameter(String name) {
    return request.query().first(name).asOptional().flatMap(ConsoleRequest::usable);
  }

  /** A field of the form that was sent. */
  Optional<String> field(String name) throws IOException {
    if (form.isEmpty()) {
      form = readForm();
    }
    return Optional.ofNullable(form.get(name)).flatMap(ConsoleRequest::usable);
  }

  String needField(String name) throws IOException {
    return field(name).orElseThrow(() -> ConsoleException.badRequest(Phrase.BAD_INPUT));
  }

  String variable(String name) {
    return request.path().pathParameters().get(name);
  }

  /** The number in the path. */
  long id() {
    return parseId(variable("id"));
  }

  static long parseId(String text) {
    if (!text.matches("[1-9]\\d{0,17}")) {
      throw ConsoleException.notFound(Phrase.NOTHING_HERE);
    }
    return Long.parseLong(text);
  }

  /** The IMEI in the path. */
  Imei imei() {
    try {
      return new Imei(variable("imei"));
    } catch (IllegalArgumentException e) {
      throw ConsoleException.notFound(Phrase.NOT_AN_IMEI);
    }
  }

  private static Optional<String> usable(String text) {
    return Optional.of(text.strip()).filter(t -> !t.isEmpty() && t.length() <= LONGEST_TEXT);
  }

  private Map<String, String> readForm() throws IOException {
    var body =
        RequestStream.readBody(request, LONGEST_FORM)
            .orElseThrow(
                () -> new ConsoleException(Status.REQUEST_ENTITY_TOO_LARGE_413, Phrase.BAD_INPUT));
    var fields = new HashMap<String, String>();
    for (var pair : new String(body, StandardCharsets.US_ASCII).split("&")) {
      var end = pair.indexOf('=');
      if (end > 0) {
        fields.put(decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ConsoleException.badRequest(Phrase.BAD_INPUT);
    }
  }
}
