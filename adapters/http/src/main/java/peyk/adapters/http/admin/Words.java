package peyk.adapters.http.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values of an enum as clients write them, e.g. the states of a release. */
public record Words<T>(List<T> values, Function<T, String> word) {
  public Words(T[] values, Function<T, String> word) {
    this(List.of(values), word);
  }

  Optional<T> find(String text) {
    return values.stream().filter(value -> word.apply(value).equals(text)).findFirst();
  }

  /** The rest of a sentence about a value that is none of them: {@code is a, b or c.} */
  String rule() {
    var last = values.size() - 1;
    return values.stream().limit(last).map(word).collect(Collectors.joining(", ", "is ", " or "))
        + word.apply(values.get(last))
        + ".";
  }
}
