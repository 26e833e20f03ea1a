package peyk.domain.tracker;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tracker's parameters, written {@code id:value;id:value;} with integer ids, sorted by id. */
public record ParameterList(SortedMap<Long, String> values) {
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*(\\d{1,18})\\s*:(.*)", Pattern.DOTALL);

  public ParameterList {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Reads the readable parameters; empty if there is none. */
  public static Optional<ParameterList> parse(String text) {
    return Optional.of(readable(text)).filter(list -> !list.values.isEmpty());
  }

  /** The readable parameters in the order and form in which the tracker wrote them. */
  static String cleaned(String text) {
    var parameters =
        Stream.of(text.split(";"))
            .map(PARAMETER::matcher)
            .filter(Matcher::matches)
            .map(match -> match.group(1) + ":" + withoutBlanks(match.group(2)))
            .collect(Collectors.joining(";"));
    return text.stripTrailing().endsWith(";") ? parameters + ";" : parameters;
  }

  /** Reads the readable parameters of a list, which may be none. */
  public static ParameterList readable(String text) {
    var values = new TreeMap<Long, String>();
    for (var part : text.split(";")) {
      var match = PARAMETER.matcher(part);
      if (match.matches()) {
        values.put(Long.valueOf(match.group(1)), withoutBlanks(match.group(2)));
      }
    }
    return new ParameterList(values);
  }

  /** Without the spaces around it; a tab belongs to the value. */
  private static String withoutBlanks(String value) {
    int begin = 0;
    int end = value.length();
    while (begin < end && value.charAt(begin) == ' ') {
      begin++;
    }
    while (end > begin && value.charAt(end - 1) == ' ') {
      end--;
    }
    return value.substring(begin, end);
  }

  public ParameterList merge(ParameterList newer) {
    var merged = new TreeMap<>(values);
    merged.putAll(newer.values);
    return new ParameterList(merged);
  }

  /** The parameters that the other list lacks. */
  ParameterList without(ParameterList other) {
    var left = new TreeMap<>(values);
    left.keySet().removeAll(other.values.keySet());
    return new ParameterList(left);
  }

  /** A value may be a password. */
  @Override
  public String toString() {
    return "ParameterList[" + values.size() + " parameters]";
  }

  /** As trackers write it, with a semicolon after each parameter. */
  public String text() {
    return values.entrySet().stream()
        .map((Map.Entry<Long, String> parameter) ->
            parameter.getKey() + ":" + parameter.getValue() + ";")
        .collect(Collectors.joining());
  }
}
