package peyk.domain.tracker;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tracker's parameters, written {@code id:value;id:value;} with integer ids, sorted by id. */
public record ParameterList(SortedMap<Long, String> values) {
  private static final Pattern PARAMETER = Pattern.compile("\\s*(\\d{1,18}):(.*)", Pattern.DOTALL);

  public ParameterList {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Reads a list of one parameter or more; empty if any part of it is no parameter. */
  public static Optional<ParameterList> parse(String text) {
    var list = readable(text);
    return allReadable(text) && !list.values.isEmpty() ? Optional.of(list) : Optional.empty();
  }

  /** Reads what can be read of a list that somebody else may have spoilt. */
  public static ParameterList readable(String text) {
    var values = new TreeMap<Long, String>();
    for (var part : text.split(";")) {
      var match = PARAMETER.matcher(part);
      if (match.matches()) {
        values.put(Long.valueOf(match.group(1)), match.group(2));
      }
    }
    return new ParameterList(values);
  }

  /** This list with the other's values put over it. */
  public ParameterList merge(ParameterList newer) {
    var merged = new TreeMap<>(values);
    merged.putAll(newer.values);
    return new ParameterList(merged);
  }

  /** As trackers write it, with a semicolon after each parameter. */
  public String text() {
    return values.entrySet().stream()
        .map((Map.Entry<Long, String> parameter) ->
            parameter.getKey() + ":" + parameter.getValue() + ";")
        .collect(Collectors.joining());
  }

  private static boolean allReadable(String text) {
    for (var part : text.split(";")) {
      if (!part.isBlank() && !PARAMETER.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }
}
