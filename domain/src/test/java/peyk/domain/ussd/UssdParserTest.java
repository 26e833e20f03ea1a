package peyk.domain.ussd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UssdParserTest {
  private static final Pattern CODE_UNIT = Pattern.compile("\\\\u(\\p{XDigit}{4})");
  private static final String MARKS =
      "\u200B\u200C\u200D\u200E\u200F\u061C\u202A\u202B\u202C\u2066\u2068\u2069\uFEFF\u0640";
  private static final List<String> SEPARATORS =
      List.of("", ",", "\u066C", "\u060C", ".", "'", "\u2019", "\u00A0", "\u202F", "\u2009");
  private static final List<String> ZEROS = List.of("0", "\u06F0", "\u0660");

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void messages(String name, UssdReading reading, String message) {
    assertThat(UssdParser.read(message)).isEqualTo(reading);
  }

  static Stream<Arguments> messages() throws IOException {
    try (var table = UssdParserTest.class.getResourceAsStream("/ussd/messages.tsv")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 4))
          .map(row -> arguments(row[0], reading(row[1], row[2]), unescaped(row[3])));
    }
  }

  @RepeatedTest(300)
  void any_amount_reads_back_in_any_writing(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    long amount = random.nextLong(1, 10L << random.nextInt(40));
    var separator = pick(random, SEPARATORS);
    var fraction = separator.equals(".") ? "" : pick(random, List.of("", ".5", ".25"));
    var written = grouped(amount, separator) + fraction;
    var text =
        pick(
                random,
                List.of(
                    "Etebar: %s Rial", "Sharj %sRial\nHadiye: 1 Rial", "اعتبار شما %s ریال است"))
            .formatted(inScript(written, pick(random, ZEROS)));
    assertThat(UssdParser.read(UssdCodings.any(text, random)).balance()).as(text).hasValue(amount);
  }

  @RepeatedTest(300)
  void marks_that_cannot_be_seen_change_nothing(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var message = pick(random, TEXTS);
    var marked = new StringBuilder(message);
    for (int i = random.nextInt(1, 20); i > 0; i--) {
      marked.insert(
          random.nextInt(marked.length() + 1), MARKS.charAt(random.nextInt(MARKS.length())));
    }
    assertThat(UssdParser.read("+CUSD: 0,\"" + marked + "\",15"))
        .isEqualTo(UssdParser.read(message + "\n"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_truncated_message_has_the_right_balance_or_none(String text) {
    for (var message : UssdCodings.all(text)) {
      var balance = UssdParser.read(message).balance();
      assertThat(balance).as(message).isPresent();
      for (int end = 0; end < message.length(); end++) {
        var cut = message.substring(0, end);
        assertThat(UssdParser.read(cut).balance()).as(cut).isIn(balance, OptionalLong.empty());
      }
    }
  }

  static Stream<String> texts() {
    return TEXTS.stream();
  }

  private static final List<String> TEXTS =
      List.of(
          "Etebar:150,918Rial\nShegeftangiz:0Rial",
          "Etebare shoma: 12345 Rial. Etebar ta: 1403/05/12",
          "Your main balance is IRR 45,000. Valid until 2024/05/01",
          "Balance: Rial -1,234,567.50\nThank you",
          "Etebar: -74,925.50 Rial",
          "Etebar: 1,500- Rials",
          "Mojudi: 5 hezar va 500 Toman ast",
          "Etebar: 30 rooz, mojoodi 150,918 Rial",
          "موجودی: ۱۲٬۳۴۵ ریال\nهدیه: ۵٬۰۰۰ ریال",
          "اعتبار شما ۵ هزار و ۲۰۰ تومان است و تا ۳۰ روز معتبر است",
          "موجودی شما -۱٬۵۰۰ ریال");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_000})
  void what_comes_before_64_kibit_is_read(int blanks) {
    assertThat(UssdParser.read(" ".repeat(blanks) + "Etebar: 5,000 Rial").balance()).hasValue(5000);
  }

  @Test
  void what_comes_after_64_kibit_is_not_looked_at() {
    assertThat(UssdParser.read(" ".repeat(65_536 - 17) + "Etebar: 5,000 Rial").balance()).isEmpty();
    assertThat(UssdParser.read(" ".repeat(65_536) + "Etebar: 5,000 Rial").isEmpty()).isTrue();
  }

  private static UssdReading reading(String balance, String number) {
    return new UssdReading(
        balance.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(balance)),
        Optional.of(number).filter(n -> !n.equals("-")));
  }

  private static String unescaped(String text) {
    return CODE_UNIT
        .matcher(text)
        .replaceAll(unit -> Character.toString(Integer.parseInt(unit.group(1), 16)))
        .translateEscapes();
  }

  private static String grouped(long amount, String separator) {
    return "%,d".formatted(amount).replace(",", separator);
  }

  private static String inScript(String number, String zero) {
    return IntStream.range(0, number.length())
        .mapToObj(i -> number.charAt(i))
        .map(
            c -> Character.isDigit(c) ? Character.toString(zero.charAt(0) + c - '0') : c.toString())
        .reduce("", String::concat);
  }

  private static <T> T pick(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
