package peyk.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PeykServerTest {
  private static HttpConfig onPorts(int port, int adminPort) {
    var any = Service.config();
    return new HttpConfig(
        any.host(),
        port,
        any.adminHost(),
        adminPort,
        any.limits(),
        any.trustedProxies(),
        any.corsOrigins(),
        any.apiSecrets(),
        any.admin(),
        any.https());
  }

  @Test
  void a_free_port_is_found_for_each_listener() {
    try (var service = Service.start()) {
      assertThat(service.port()).isPositive().isNotEqualTo(service.adminPort());
    }
  }

  @Test
  void it_does_not_start_on_a_port_that_is_taken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = taken.getLocalPort();

      assertThatIllegalStateException()
          .isThrownBy(() -> Service.start(onPorts(port, 0)))
          .withMessageContaining(":" + port);
      assertThatIllegalStateException()
          .isThrownBy(() -> Service.start(onPorts(0, port)))
          .withMessageContaining(":" + port);
    }
  }

  @Test
  void nobody_listens_after_the_end() {
    var service = Service.start();
    var port = service.port();
    service.close();

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
  }
}
