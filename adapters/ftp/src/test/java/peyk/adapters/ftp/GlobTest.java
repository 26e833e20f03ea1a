package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*,app.001,true",
    "app.001,app.001,true",
    "app.00?,app.001,true",
    "*.001,app.001,true",
    "a*1,app.001,true",
    "*p*0*,app.001,true",
    "**,app.001,true",
    "app.001*,app.001,true",
    "app.00,app.001,false",
    "app.0012,app.001,false",
    "app.001?,app.001,false",
    "*.002,app.001,false",
    "APP.*,app.001,false",
    "[a]pp.001,app.001,false",
    "'',app.001,false"
  })
  void names_match_or_not(String pattern, String name, boolean matches) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(matches);
  }

  @Test
  void no_pattern_takes_long() {
    assertThat(Glob.matches("*a".repeat(400) + "*b", "a".repeat(36) + ".001")).isFalse();
  }
}
