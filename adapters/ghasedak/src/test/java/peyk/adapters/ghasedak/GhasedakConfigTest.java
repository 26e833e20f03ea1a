package peyk.adapters.ghasedak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GhasedakConfigTest {
  private static final URI ADDRESS = URI.create("https://gateway.example/rest/WebService");
  private static final ApiKey KEY = new ApiKey("key");
  private static final OtpTemplate TEMPLATE = Configs.template("Login");

  @Test
  void a_slash_at_the_end_makes_no_difference() {
    assertThat(Configs.of(URI.create(ADDRESS + "//"), KEY, TEMPLATE))
        .isEqualTo(Configs.of(ADDRESS, KEY, TEMPLATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gateway.example/rest", "ftp://gateway.example", "https:///rest"})
  void an_address_that_is_none_is_refused(String address) {
    assertThatThrownBy(() -> Configs.of(URI.create(address), KEY, TEMPLATE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timeouts_are_positive() {
    var second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new GhasedakConfig(ADDRESS, KEY, TEMPLATE, Duration.ZERO, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GhasedakConfig(ADDRESS, KEY, TEMPLATE, second, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void key_and_template_are_needed() {
    assertThatThrownBy(() -> new ApiKey(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Configs.template("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_blank_app_hash_is_none() {
    assertThat(new OtpTemplate("Login", "param1", "param2", Optional.of(" ")))
        .isEqualTo(Configs.template("Login"));
  }
}
