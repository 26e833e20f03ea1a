package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7:a;                      | 7:a;
          7:a                       | 7:a;
          20:b;3:a;100:c;           | 3:a;20:b;100:c;
          1:a;1:b;                  | 1:b;
          007:a;                    | 7:a;
          1:;2:b;                   | 1:;2:b;
          1:a:b;                    | 1:a:b;
          1:a b;                    | 1:a b;
          1:a; 2 : b ;               | 1:a;2:b;
          ;;1:a;;2:b;;              | 1:a;2:b;
          999999999999999999:a;     | 999999999999999999:a;
          17703:1;17703:2;x:9;      | 17703:2;
          7:a;b                     | 7:a;
          """)
  void a_list_is_written_sorted_by_id(String text, String written) {
    assertThat(ParameterList.parse(text)).map(ParameterList::text).contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", " ; ", "7", "a:b;", "-7:a;", "1000000000000000000:a;"})
  void what_is_no_list_is_not_read(String text) {
    assertThat(ParameterList.parse(text)).isEmpty();
  }

  @Test
  void of_a_spoilt_list_the_rest_is_read() {
    assertThat(ParameterList.readable("x;3:c;:;1:a;nonsense").text()).isEqualTo("1:a;3:c;");
    assertThat(ParameterList.readable("nonsense").text()).isEmpty();
  }

  @Test
  void a_merge_keeps_the_others() {
    var known = ParameterList.readable("1:a;2:b;30:c;");
    var newer = ParameterList.readable("4:d;2:B;");
    assertThat(known.merge(newer).text()).isEqualTo("1:a;2:B;4:d;30:c;");
    assertThat(known.text()).isEqualTo("1:a;2:b;30:c;");
  }

  @RepeatedTest(100)
  void a_list_that_was_written_is_read_again(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var list = random(random);
    assertThat(ParameterList.parse(list.text())).contains(list);
    var other = random(random);
    assertThat(list.merge(other).merge(other)).isEqualTo(list.merge(other));
    assertThat(list.merge(other).values()).containsAllEntriesOf(other.values());
  }

  private static ParameterList random(SplittableRandom random) {
    var text = new StringBuilder();
    int size = random.nextInt(1, 20);
    for (int i = 0; i < size; i++) {
      text.append(random.nextLong(1_000)).append(':').append(random.nextInt(10)).append(';');
    }
    return ParameterList.readable(text.toString());
  }
}
