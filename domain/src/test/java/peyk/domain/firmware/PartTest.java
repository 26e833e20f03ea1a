package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"app.001", "APP.999", "fw_1-2.000", "a23456789012345678901234567890ab.001"})
  void a_part_has_a_number(String name) {
    assertThat(Firmware.part(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app",
        "app.01",
        "app.0001",
        ".001",
        "app.00a",
        "app.۰۰۱",
        "../app.001",
        "a/b.001",
        "a\\b.001",
        "a.b.001",
        "app.001\n",
        "app.001\u0000",
        "برنامه.001",
        "a23456789012345678901234567890abc.001"
      })
  void no_other_name_is_one_of_a_part(String name) {
    assertThat(Part.isName(name)).isFalse();
    assertThatThrownBy(() -> Firmware.part(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
