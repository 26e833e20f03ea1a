package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  private static final Operator IRANCELL =
      new Operator("43235", "Irancell", Optional.of("*555*1*2#"), Optional.of("*733*2#"));
  private static final Operator DATA =
      new Operator("432359", "Irancell data", Optional.empty(), Optional.of("*733*2#"));
  private final Operators operators = new Operators(List.of(IRANCELL, DATA));

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
