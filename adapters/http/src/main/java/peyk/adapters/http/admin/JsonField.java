package peyk.adapters.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import peyk.domain.device.Imei;
import peyk.domain.text.Worded;

/**
 * A value in a JSON body. A refusal names it.
 *
 * @param name its path, e.g. {@code rollout.stages[0].percent}
 */
public record JsonField(String name, JsonNode value) {
  /** NUL and half a surrogate pair cannot be stored in Postgres. */
  private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  public long number(long from, long to) {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < from
        || value.longValue() > to) {
      throw refused("is a whole number from " + from + " to " + to + ".");
    }
    return value.longValue();
  }

  public int number(int from, int to) {
    return (int) number((long) from, (long) to);
  }

  public BigDecimal decimal() {
    if (!value.isNumber()) {
      throw refused("is a number.");
    }
    return value.decimalValue();
  }

  /** Text that may have several lines, or none. */
  public String text(int longest) {
    if (!value.isTextual() || value.textValue().length() > longest) {
      throw refused("is text of at most " + longest + " characters.");
    }
    if (UNSTORABLE.matcher(value.textValue()).find()) {
      throw refused("has a character that cannot be stored.");
    }
    return value.textValue();
  }

  /** Text on one line that is not blank. */
  public String line(int longest) {
    var line = text(longest);
    if (line.isBlank() || CONTROL.matcher(line).find()) {
      throw refused("is not blank and has no line breaks or other control characters.");
    }
    return line;
  }

  public Imei imei() {
    try {
      return new Imei(value.isTextual() ? value.textValue() : "");
    } catch (IllegalArgumentException e) {
      throw refused("is an IMEI: 13 to 17 digits, as text.");
    }
  }

  public List<JsonField> list() {
    if (!value.isArray()) {
      throw refused("is a list.");
    }
    var fields = new ArrayList<JsonField>();
    for (var element : value) {
      fields.add(new JsonField(name + "[" + fields.size() + "]", element));
    }
    return fields;
  }

  public <E extends Worded> E oneOf(E[] values) {
    return Optional.ofNullable(value.textValue())
        .flatMap(text -> Worded.find(values, text))
        .orElseThrow(() -> refused(Parameter.rule(values)));
  }

  /**
   * @param known all fields that the object may have
   */
  public JsonFields fields(String... known) {
    if (!value.isObject()) {
      throw refused("is an object.");
    }
    return new JsonFields(name, value, List.of(known));
  }

  /** A domain value of this field. The refusal repeats what the domain says. */
  public <T> T make(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw refused("is refused: " + e.getMessage() + ".");
    }
  }

  public ProblemException refused(String sentence) {
    return ProblemException.field(name, sentence);
  }
}
