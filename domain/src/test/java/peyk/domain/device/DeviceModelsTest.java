package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceModelsTest {
  private final DeviceModels models = new DeviceModels(Map.of(95, "TYNOR-T950"));

  @Test
  void a_type_that_is_known_has_a_name() {
    assertThat(models.name(95)).isEqualTo("TYNOR-T950");
  }

  @Test
  void any_other_is_unknown() {
    assertThat(models.name(96)).isEqualTo("unknown");
    assertThat(models.name((1L << 32) + 95)).isEqualTo("unknown");
    assertThat(models.name(-95)).isEqualTo("unknown");
  }
}
