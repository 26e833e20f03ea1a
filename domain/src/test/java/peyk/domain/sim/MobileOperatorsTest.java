package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MobileOperatorsTest {
  private static final MobileOperator IRANCELL =
      new MobileOperator("43235", "Irancell", Optional.of("*555*1*2#"), Optional.of("*733*2#"));
  private static final MobileOperator DATA =
      new MobileOperator("432359", "Irancell data", Optional.empty(), Optional.of("*733*2#"));
  private final MobileOperators operators = new MobileOperators(List.of(IRANCELL, DATA));

  @Test
  void an_operator_is_found_by_the_beginning_of_an_imsi() {
    assertThat(operators.of("432350123456789")).contains(IRANCELL);
  }

  @Test
  void of_two_the_longer_prefix_counts() {
    assertThat(operators.of("432359123456789")).contains(DATA);
  }

  @Test
  void others_are_unknown() {
    assertThat(operators.of("432110123456789")).isEmpty();
    assertThat(operators.of("4323")).isEmpty();
    assertThat(operators.of("")).isEmpty();
  }
}
