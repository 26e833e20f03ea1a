package peyk.adapters.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.account.SessionToken;

class TraccarConfigTest {
  private static final SessionToken TOKEN = new SessionToken("to+ken=");

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8082, http://localhost:8082/api/x, ws://localhost:8082/api/socket",
    "http://localhost:8082/, http://localhost:8082/api/x, ws://localhost:8082/api/socket",
    "http://localhost:8082/api, http://localhost:8082/api/x, ws://localhost:8082/api/socket",
    "HTTPS://t.example.org/api/, https://t.example.org/api/x, wss://t.example.org/api/socket",
    "https://t.example.org/gps, https://t.example.org/gps/api/x, wss://t.example.org/gps/api/socket"
  })
  void an_address_may_end_as_it_likes(String given, URI api, String socket) {
    var config = config(URI.create(given), TOKEN);
    assertThat(config.api("/x")).isEqualTo(api);
    assertThat(config.socket()).hasToString(socket + "?token=to%2Bken%3D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "host", "http:///x", "http://user:pass@host", "mailto:a@b"})
  void another_address_is_refused_by_its_key_and_not_repeated(String url) {
    assertThatThrownBy(() -> config(URI.create(url), TOKEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("traccar.url")
        .hasMessageNotContaining("pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "with\nline", "توکن"})
  void a_token_that_no_header_can_hold_is_refused_and_not_repeated(String token) {
    var secret = new SessionToken(token);
    assertThatThrownBy(() -> config(URI.create("http://host"), secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traccar.token must be set, without blanks or odd letters");
  }

  @Test
  void a_sign_in_with_six_calls_must_not_take_longer_than_a_client_waits() {
    var config = config(URI.create("http://host"), TOKEN);
    assertThatThrownBy(() -> TestConfigs.requestTimeout(config, Duration.ofSeconds(7)))
        .hasMessageContaining("traccar.request-timeout");
  }

  @Test
  void the_token_is_not_printed() {
    assertThat(config(URI.create("http://host"), TOKEN).toString()).doesNotContain("to+ken");
  }

  private static TraccarConfig config(URI url, SessionToken token) {
    return TraccarConfig.of(url, token, Duration.ofSeconds(3), Duration.ofSeconds(5));
  }
}
