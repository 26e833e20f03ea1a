package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.Service;
import peyk.adapters.http.mobile.CorsOrigins;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of("10.0.0.0/8", "192.168.1.7", "fd00::/8", "2001:db8::5"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # peer       | X-Forwarded-For                              | client
          203.0.113.9  |                                              | 203.0.113.9
          203.0.113.9  | 1.2.3.4                                      | 203.0.113.9
          203.0.113.9  | 1.2.3.4, 10.0.0.1                            | 203.0.113.9
          10.1.2.3     |                                              | 10.1.2.3
          10.1.2.3     | 1.2.3.4                                      | 1.2.3.4
          10.1.2.3     | 9.9.9.9, 1.2.3.4                             | 1.2.3.4
          10.1.2.3     | 9.9.9.9, 1.2.3.4, 10.0.0.1                   | 1.2.3.4
          10.1.2.3     | 9.9.9.9,1.2.3.4,192.168.1.7,10.0.0.1         | 1.2.3.4
          10.1.2.3     | 1.2.3.4, 192.168.1.8                         | 192.168.1.8
          10.1.2.3     | 10.0.0.2, 10.0.0.1                           | 10.0.0.2
          fd12::1      | 2001:db8:1::1                                | 2001:db8:1::1
          2001:db8::5  | 1.2.3.4                                      | 1.2.3.4
          2001:db8::6  | 1.2.3.4                                      | 2001:db8::6
          ::ffff:10.0.0.1 | 1.2.3.4                                   | 1.2.3.4
          10.1.2.3     | 1.2.3.4:5678                                 | 1.2.3.4
          10.1.2.3     | [2001:db8:1::1]:5678                         | 2001:db8:1::1
          10.1.2.3     | [2001:db8:1::1]                              | 2001:db8:1::1
          10.1.2.3     | ::ffff:1.2.3.4                               | 1.2.3.4
          10.1.2.3     | junk, 1.2.3.4                                | 1.2.3.4
          10.1.2.3     | 1.2.3.4, junk                                | 10.1.2.3
          10.1.2.3     | 1.2.3.4, junk, 10.0.0.1                      | 10.0.0.1
          10.1.2.3     | localhost                                    | 10.1.2.3
          10.1.2.3     | unknown                                      | 10.1.2.3
          10.1.2.3     | ,                                            | 10.1.2.3
          10.1.2.3     | 1.2.3.4.5                                    | 10.1.2.3
          10.1.2.3     | 999.1.1.1                                    | 10.1.2.3
          10.1.2.3     | :                                            | 10.1.2.3
          10.1.2.3     | []:80                                        | 10.1.2.3
          """)
  void the_client_is_the_first_on_the_way_that_is_no_proxy_of_ours(
      String peer, String forwardedFor, String client) {
    var lines = forwardedFor == null ? List.<String>of() : List.of(forwardedFor);

    assertThat(PROXIES.clientOf(InetAddress.ofLiteral(peer), lines))
        .isEqualTo(InetAddress.ofLiteral(client));
  }

  @Test
  void several_headers_are_one_list() {
    assertThat(
            PROXIES.clientOf(
                InetAddress.ofLiteral("10.1.2.3"), List.of("9.9.9.9, 1.2.3.4", "10.0.0.1")))
        .isEqualTo(InetAddress.ofLiteral("1.2.3.4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "proxy.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "fd00::/129"})
  void a_proxy_is_configured_by_its_address(String network) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedProxies(List.of(network)))
        .withMessageNotContaining("example");
  }

  private static void ask(Service service, int phone, String forwardedFor, int status) {
    var body =
        "{\"client_secret\":\"the app's secret\",\"phone\":\"" + (9120000000L + phone) + "\"}";

    assertThat(service.post("/api/otprequest", body, "X-Forwarded-For: " + forwardedFor).status())
        .isEqualTo(status);
  }

  @Test
  void limits_count_the_peer_whatever_it_says_about_itself() {
    try (var service = Service.start()) {
      for (int phone = 0; phone < 3; phone++) {
        ask(service, phone, "203.0.113." + phone, 200);
      }
      ask(service, 3, "203.0.113.3", 429);
    }
  }

  @Test
  void limits_count_those_behind_a_trusted_proxy_one_by_one() {
    var proxies = new TrustedProxies(List.of("127.0.0.0/8"));
    try (var service =
        Service.start(
            Service.config(ServerLimits.DEFAULT, proxies, new CorsOrigins(List.of("*"))))) {
      for (int phone = 0; phone < 3; phone++) {
        ask(service, phone, "203.0.113.1", 200);
      }
      ask(service, 3, "203.0.113.1", 429);
      ask(service, 4, "203.0.113.1, 203.0.113.2", 200);
    }
  }
}
