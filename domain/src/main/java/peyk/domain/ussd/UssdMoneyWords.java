package peyk.domain.ussd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that amounts of money are made of, in Persian and in Latin letters. Data, no rules. */
final class UssdMoneyWords {
  /** A word, and its value in rials or its factor. */
  record Measure(String word, long factor) {}

  /** Words may be glued to these, so they match the beginning of a word. */
  private static final List<Measure> CURRENCY_STEMS =
      measures(1, "rial riyal reyal ryal ریال", 10, "toman tooman tuman تومان تومن");

  private static final Map<String, Measure> CURRENCIES =
      measures(1, "irr rl rls", 10, "irt").stream()
          .collect(Collectors.toUnmodifiableMap(Measure::word, currency -> currency));

  private static final List<Measure> MULTIPLIERS =
      measures(
          1_000, "هزار hezar hezaar thousand", 1_000_000, "میلیون million milion milyon milyoon");

  /** Endings that turn a currency into an adjective: a card of so many rials. */
  private static final Set<String> ADJECTIVE_ENDINGS = UssdAccountWords.words("ی i y");

  private static final Set<String> NEGATIVE = UssdAccountWords.words("منفی manfi minus");
  private static final Set<String> AND = UssdAccountWords.words("و va and");

  private UssdMoneyWords() {}

  /** The currency at an index of the text, however the word continues. */
  static Optional<Measure> currencyStem(String text, int at) {
    return startingAt(CURRENCY_STEMS, text, at);
  }

  static Optional<Measure> multiplier(String text, int at) {
    return startingAt(MULTIPLIERS, text, at);
  }

  static Optional<Measure> currency(String word) {
    return Optional.ofNullable(CURRENCIES.get(word));
  }

  static boolean isAdjectiveEnding(String ending) {
    return ADJECTIVE_ENDINGS.contains(ending);
  }

  static boolean isPluralEnding(String ending) {
    return ending.equals("s");
  }

  /** The letter that stands for rials after a number, and also begins the word for days. */
  static boolean isRialLetter(String word) {
    return word.equals("r");
  }

  static boolean isAnd(String word) {
    return AND.contains(word);
  }

  static boolean isNegative(String word) {
    return NEGATIVE.contains(word);
  }

  private static Optional<Measure> startingAt(List<Measure> measures, String text, int at) {
    return measures.stream().filter(measure -> text.startsWith(measure.word(), at)).findFirst();
  }

  private static List<Measure> measures(long small, String words, long large, String others) {
    return Stream.concat(
            UssdAccountWords.words(words).stream().map(word -> new Measure(word, small)),
            UssdAccountWords.words(others).stream().map(word -> new Measure(word, large)))
        .toList();
  }
}
