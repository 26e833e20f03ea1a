package peyk.adapters.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class PeykServerTest {
  @Test
  void a_port_in_use_stops_the_start() {
    try (var service = Service.start()) {
      var usual = Service.config();
      var taken =
          new HttpConfig(
              usual.host(),
              service.port(),
              usual.adminHost(),
              usual.adminPort(),
              usual.limits(),
              usual.trustedProxies(),
              usual.corsOrigins(),
              usual.apiSecrets(),
              usual.admin(),
              usual.https());
      assertThatThrownBy(() -> Service.start(taken))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(BindException.class)
          .hasMessage("cannot listen on 127.0.0.1:%d or 127.0.0.1:0", service.port());
    }
  }
}
