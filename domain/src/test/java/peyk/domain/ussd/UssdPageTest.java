package peyk.domain.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page {@code docs/ussd.md} shows what the parser does. */
class UssdPageTest {
  private static final Pattern BLOCK = Pattern.compile("```\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| (-?\\d+|unknown) \\|");

  @Test
  void each_step_of_the_page_is_what_the_parser_does() throws IOException {
    var blocks = matches(BLOCK).map(block -> block.group(1)).toList();
    var data = blocks.getFirst().replace("\n", "");
    var coded = CusdReports.texts(new UssdText(data, UssdText.End.OPEN)).getFirst();
    var text = UssdDecoder.decode(coded);
    var normalized = UssdNormalizer.normalize(text);
    var tokens = UssdLexer.tokens(normalized);
    var amounts = UssdAmountFinder.find(normalized, tokens);
    assertThat(blocks.get(1).replace("\n", "")).isEqualTo(coded.text() + coded.end());
    assertThat(blocks.subList(2, blocks.size()))
        .containsExactly(
            text.text(),
            normalized.text(),
            lines(IntStream.range(0, tokens.size()).mapToObj(at -> line(at, tokens.get(at)))),
            lines(amounts.stream().map(UssdPageTest::line)),
            lines(ranks(amounts, new UssdAmountRanker(tokens))),
            UssdParser.read(data).toString());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_of_the_page_is_read_as_it_says(String text, String balance) {
    assertThat(UssdParser.read("+CUSD: 0,\"" + text + "\",15").balance())
        .isEqualTo(
            balance.equals("unknown")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(balance)));
  }

  static Stream<Object[]> rows() throws IOException {
    return matches(ROW).map(row -> new Object[] {row.group(1), row.group(2)});
  }

  private static Stream<MatchResult> matches(Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(Path.of("../docs/ussd.md"))).results();
  }

  private static String line(int at, UssdToken token) {
    return (at + " " + token.kind() + " " + token.text()).strip();
  }

  private static String line(UssdAmount amount) {
    return "tokens %d to %d: %s".formatted(amount.from(), amount.to() - 1, rials(amount));
  }

  private static Stream<String> ranks(List<UssdAmount> amounts, UssdAmountRanker ranker) {
    return IntStream.range(0, amounts.size())
        .mapToObj(i -> {
          var amount = amounts.get(i);
          int free = i == 0 ? 0 : amounts.get(i - 1).to();
          return rials(amount) + ": " + ranker.rank(amount, free);
        });
  }

  private static String rials(UssdAmount amount) {
    return amount.rials().orElseThrow() + " rials";
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }
}
