package peyk.adapters.traccar.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.rest.LosslessJson;

class KeywordTest {
  @ParameterizedTest
  @CsvSource({
    "09121111111, 09121111111",
    "ali@example.org, ali@example.org",
    "a_li@example.org, li@example.org",
    "abc%abcd, abcd",
    "abcd\\abc, abcd",
    "علیabcعلی, abc",
    "two words, words"
  })
  void the_longest_part_that_stands_for_itself_is_asked_for(String text, String keyword) {
    assertThat(Keyword.within(text)).contains(new Keyword(keyword));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "ab", "a%b_c\\de", "علی", "_%_%_%"})
  void too_short_a_part_is_not_asked_for(String text) {
    assertThat(Keyword.within(text)).isEmpty();
  }

  @Test
  void a_row_may_have_been_found_by_any_of_its_texts() throws Exception {
    var row =
        LosslessJson.MAPPER.readTree(
            "{\"id\":1234,\"name\":\"ALI\",\"email\":null,\"phone\":\"0912\"}");
    assertThat(new Keyword("li").isIn(row)).isTrue();
    assertThat(new Keyword("0912").isIn(row)).isTrue();
    assertThat(new Keyword("1234").isIn(row)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "6.14.5, true",
    "6.13, true",
    "6.13.0-SNAPSHOT, true",
    "7.0, true",
    "10.1, true",
    "6.12.2, false",
    "6.9, false",
    "5.99, false",
    "6.2-beta, false",
    "unknown, true",
    "'', true",
    "6, true"
  })
  void keywords_came_with_6_13(String version, boolean known) {
    assertThat(KeywordSupport.knowsKeyword(version)).isEqualTo(known);
  }
}
