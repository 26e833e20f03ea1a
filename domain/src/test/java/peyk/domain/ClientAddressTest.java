package peyk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  @Test
  void an_ipv4_address_counts_by_itself() throws UnknownHostException {
    assertThat(of("192.0.2.7")).isEqualTo(new ClientAddress("192.0.2.7"));
    assertThat(of("192.0.2.7")).isNotEqualTo(of("192.0.2.8"));
  }

  @Test
  void ipv6_addresses_of_one_network_count_together() throws UnknownHostException {
    assertThat(of("2001:db8:0:1::7")).isEqualTo(of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
    assertThat(of("2001:db8:0:1::7")).isNotEqualTo(of("2001:db8:0:2::7"));
    assertThat(of("2001:db8:0:1::7").value()).isEqualTo("20010db800000001/64");
  }

  @Test
  void an_ipv4_address_in_ipv6_clothes_is_the_same() throws UnknownHostException {
    assertThat(of("::ffff:192.0.2.7")).isEqualTo(of("192.0.2.7"));
  }

  private static ClientAddress of(String address) throws UnknownHostException {
    return ClientAddress.of(InetAddress.getByName(address));
  }
}
