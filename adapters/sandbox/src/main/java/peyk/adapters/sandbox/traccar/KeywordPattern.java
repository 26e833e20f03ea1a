package peyk.adapters.sandbox.traccar;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search text as Traccar's database takes it: it matches anywhere and ignores letter case. {@code
 * %} stands for any text and {@code _} for any character.
 */
final class KeywordPattern {
  private final String text;
  private final Predicate<String> matches;

  KeywordPattern(String keyword) {
    text = normal(keyword);
    matches = hasWildcard(text) ? like(text) : candidate -> candidate.contains(text);
  }

  static String normal(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean isIn(List<@Nullable String> texts) {
    return texts.stream()
        .anyMatch(candidate -> candidate != null && matches.test(normal(candidate)));
  }

  /** The longest part of the keyword without a wildcard. */
  String longestLiteral() {
    return Arrays.stream(text.split("[%_]", -1))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static boolean hasWildcard(String text) {
    return text.indexOf('%') >= 0 || text.indexOf('_') >= 0;
  }

  private static Predicate<String> like(String text) {
    var regex =
        text.chars()
            .mapToObj(letter ->
                switch (letter) {
                  case '%' -> ".*";
                  case '_' -> ".";
                  default -> Pattern.quote(Character.toString(letter));
                })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL).asPredicate();
  }
}
