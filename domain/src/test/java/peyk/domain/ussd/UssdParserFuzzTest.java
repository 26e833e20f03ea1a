package peyk.domain.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * No input makes the parser stumble or take long. To search for one: {@code JAZZER_FUZZ=1 ./mvnw
 * test -pl domain -Dtest=UssdParserFuzzTest#any_input -Djazzer.hooks=true}.
 */
class UssdParserFuzzTest {
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_RUNS = 40;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  /** Many times what a plain text of the same length takes on this machine. */
  private static final long LIMIT_NANOS = 20 * fastest("a".repeat(LONGEST), 0);

  private static final List<String> PIECES =
      List.of(
          "1",
          ",",
          "\"",
          "\" ",
          "CUSD:",
          "+CUSD: 0,\"1 Rial",
          "\", 15\n",
          "1B",
          "0031",
          "FDFA",
          "\uFDFA",
          "\uFDFC",
          "\u200E",
          "-",
          " ",
          "\u00A0",
          "\n",
          "1,",
          "1,000 ",
          "1 Rial ",
          "rial",
          "rial 1",
          "1.",
          "1.09121234567\n",
          "1 هزار و ",
          "هزار",
          "a ",
          "etebar ",
          "etebar: 1 ",
          "x, 1 Rial ",
          "1----",
          "1((",
          "irr: 1 ",
          "?",
          "\uD83D\uDE00",
          "\u0300",
          "\u2026",
          "\0",
          "İ",
          "با ",
          "buy ");

  @FuzzTest
  void any_input(byte[] data) {
    assertReadsInTime(new String(data, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @FieldSource("PIECES")
  void the_same_over_and_over(String piece) {
    var much = piece.repeat(LONGEST / piece.length());
    assertReadsInTime(much);
    assertReadsInTime(("+CUSD: 0,\"" + much).substring(0, LONGEST - 16) + "1 Rial\", 15");
  }

  @RepeatedTest(10)
  void a_few_pieces_over_and_over(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var pieces =
        IntStream.range(0, 5).mapToObj(i -> PIECES.get(random.nextInt(PIECES.size()))).toList();
    var much = new StringBuilder();
    while (much.length() < LONGEST) {
      much.append(pieces.get(random.nextInt(pieces.size())));
    }
    assertReadsInTime(much.toString());
  }

  private static void assertReadsInTime(String data) {
    assertThat(fastest(data, LIMIT_NANOS)).isLessThanOrEqualTo(LIMIT_NANOS);
  }

  /** Processor time of the fastest of some runs: others keep the machine busy too. */
  private static long fastest(String data, long goodEnough) {
    long fastest = Long.MAX_VALUE;
    for (int run = 0; run < MOST_RUNS && fastest > goodEnough; run++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      assertThat(UssdParser.read(data)).isNotNull();
      fastest = Math.min(fastest, CLOCK.getCurrentThreadCpuTime() - start);
    }
    return fastest;
  }
}
