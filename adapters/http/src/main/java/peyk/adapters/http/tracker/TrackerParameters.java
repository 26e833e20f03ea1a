package peyk.adapters.http.tracker;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import peyk.adapters.http.server.TextFields;
import peyk.domain.text.Digits;

/**
 * The parameters that a tracker sends, in the query or in a body that is a form or a JSON object,
 * whatever its content type. Of a repeated parameter the first counts, and the query comes first.
 * Trackers do not always encode, so nothing here is an error. A malformed escape stays as it is. A
 * body without any parameter is taken for {@code data}.
 */
final class TrackerParameters {
  private static final String DATA = "data";
  private static final Set<String> KNOWN = Set.of("imei", DATA, "sr", "d", "fw", "rev");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");

  private final Map<String, String> values = new HashMap<>();

  private TrackerParameters() {}

  /**
   * @param query as it was sent
   * @param body may be empty
   */
  static TrackerParameters parse(String query, byte[] body) {
    var parameters = new TrackerParameters();
    parameters.addForm(query);
    if (body.length > 0) {
      parameters.addBody(body);
    }
    return parameters;
  }

  /** The parameter's value, unless it is missing or empty. */
  Optional<String> filled(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private void addBody(byte[] body) {
    var text = new String(body, StandardCharsets.ISO_8859_1).replaceFirst("[\r\n]+$", "");
    if (!addJson(body, text) && !addForm(text)) {
      values.putIfAbsent(DATA, decode(text));
    }
  }

  /** Something else may begin with a brace as well. */
  private boolean addJson(byte[] body, String text) {
    if (!text.stripLeading().startsWith("{")) {
      return false;
    }
    var object = TextFields.parse(body);
    for (var name : KNOWN) {
      object
          .flatMap(fields -> fields.text(name))
          .ifPresent(value -> values.putIfAbsent(name, value));
    }
    return object.isPresent();
  }

  /**
   * An ampersand that no parameter follows belongs to the value before it.
   *
   * @param form one character for each byte
   * @return whether there was a parameter in it
   */
  private boolean addForm(String form) {
    var found = new HashMap<String, StringBuilder>();
    var value = new StringBuilder();
    for (var piece : List.of(form.split("&", -1))) {
      var equals = piece.indexOf('=');
      var name = equals < 0 ? "" : piece.substring(0, equals);
      if (NAME.matcher(name).matches()) {
        value = new StringBuilder(piece.substring(equals + 1));
        found.putIfAbsent(name, value);
      } else {
        value.append('&').append(piece);
      }
    }
    found.keySet().retainAll(KNOWN);
    found.forEach((name, raw) -> values.putIfAbsent(name, decode(raw.toString())));
    return !found.isEmpty();
  }

  /** Undoes the encoding of forms; UTF-8 if it can be, else one character for each byte. */
  private static String decode(String raw) {
    if (Digits.areAscii(raw)) {
      return raw;
    }
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (TrackerRequestLine.isEscape(raw, i)) {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(raw.charAt(i) == '+' ? ' ' : raw.charAt(i));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
