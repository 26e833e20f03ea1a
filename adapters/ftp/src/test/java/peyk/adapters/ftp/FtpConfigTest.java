package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.ftp.FtpConfig.Account;
import peyk.adapters.ftp.FtpConfig.Limits;
import peyk.adapters.ftp.FtpConfig.PassivePorts;

class FtpConfigTest {
  private static final Account ACCOUNT = new Account("user", "pass");

  @ParameterizedTest
  @CsvSource({"30000-30099,30000,30099", "' 2121 ',2121,2121", "0,0,0", "0-0,0,0"})
  void passive_ports_are_a_range(String text, int first, int last) {
    assertThat(PassivePorts.parse(text)).isEqualTo(new PassivePorts(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "-",
        "1-2",
        "0-9",
        "80-90",
        "30099-30000",
        "60000-70000",
        "1,2",
        "-30000"
      })
  void other_passive_ports_are_refused(String text) {
    assertThatThrownBy(() -> PassivePorts.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passive ports");
  }

  @ParameterizedTest
  @CsvSource({
    "'',pass",
    "user,''",
    "' user',pass",
    "user,'pass '",
    "anonymous,x",
    "Anonymous,x",
    "'a\nb',pass"
  })
  void an_unusable_or_anonymous_account_is_refused(String user, String password) {
    assertThatThrownBy(() -> new Account(user, password))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_account_is_not_printed() {
    assertThat(FtpConfig.of("0.0.0.0", 2121, new Account("userx", "passx")).toString())
        .contains("[redacted]")
        .doesNotContain("userx")
        .doesNotContain("passx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host.example", "1.2.3", "256.1.1.1", "::1", "127.1"})
  void an_external_address_is_an_ipv4_address(String address) {
    assertThatThrownBy(() ->
            new FtpConfig(
                "0.0.0.0", 0, ACCOUNT, PassivePorts.ANY, Optional.of(address), Limits.USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("external address");
  }

  @Test
  void the_address_is_checked() {
    assertThatThrownBy(() -> FtpConfig.of(" ", 21, ACCOUNT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FtpConfig.of("0.0.0.0", -1, ACCOUNT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FtpConfig.of("0.0.0.0", 65_536, ACCOUNT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0,1,60,0", "1,0,60,0", "1,1,0,0", "1,1,86401,0", "1,1,60,-1"})
  void limits_are_checked(int connections, int perAddress, int idleSeconds, int bytesPerSecond) {
    assertThatThrownBy(() ->
            new Limits(connections, perAddress, Duration.ofSeconds(idleSeconds), bytesPerSecond))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
