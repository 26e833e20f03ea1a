package peyk.domain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTokensTest {
  private static final Caller READER = new Caller("grafana", OperatorRole.READ);
  private static final Caller OWNER = new Caller("ali", OperatorRole.ADMINISTER);

  private final OperatorTokens tokens =
      new OperatorTokens(
          List.of(new OperatorToken(READER, "token-of-grafana"), new OperatorToken(OWNER, "x")));

  @Test
  void a_token_tells_who_shows_it() {
    assertThat(tokens.caller("token-of-grafana")).contains(READER);
    assertThat(tokens.caller("x")).contains(OWNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X", "token-of-grafan", "token-of-grafana ", "grafana"})
  void any_other_text_tells_nobody(String text) {
    assertThat(tokens.caller(text)).isEmpty();
  }

  @Test
  void of_two_tokens_with_one_name_nobody_could_tell_who_did_what() {
    var twice = List.of(new OperatorToken(READER, "a"), new OperatorToken(READER, "b"));

    assertThatIllegalArgumentException().isThrownBy(() -> new OperatorTokens(twice));
  }

  @Test
  void tokens_do_not_show() {
    assertThat(tokens.toString()).contains("grafana").doesNotContain("token-of-grafana");
  }

  @ParameterizedTest
  @CsvSource({
    "READ, READ, true", "READ, OPERATE, false", "READ, ADMINISTER, false",
    "OPERATE, READ, true", "OPERATE, OPERATE, true", "OPERATE, ADMINISTER, false",
    "ADMINISTER, READ, true", "ADMINISTER, OPERATE, true", "ADMINISTER, ADMINISTER, true",
  })
  void a_role_may_do_what_smaller_ones_may(OperatorRole role, OperatorRole needed, boolean may) {
    assertThat(new Caller("somebody", role).may(needed)).isEqualTo(may);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ali", "ali reza", "-ali", "a\nb", "علی"})
  void a_name_is_fit_for_a_log_line(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Caller(name, OperatorRole.READ))
        .withMessageContaining("name");
  }
}
