package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HexDumpTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "504153533a373737370d0a00, PASS:7777",
        "\" 504153533a37373737\n\", PASS:7777",
        "d8b3d984d8a7d985, سلام",
        "4e65772076616c756520313a09783b, \"New value 1:\tx;\"",
        "ff, \uFFFD"
      })
  void a_dump_is_the_text_that_the_tracker_sent(String result, String text) {
    assertThat(HexDump.decoded(result)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "PASS:7777, PASS:7777",
        "\" PASS:7777\r\n\0\", PASS:7777",
        "504153533A37373737, 504153533A37373737",
        "504153533, 504153533",
        "\"\", \"\""
      })
  void any_other_answer_is_its_own_text(String result, String text) {
    assertThat(HexDump.decoded(result)).isEqualTo(text);
  }
}
