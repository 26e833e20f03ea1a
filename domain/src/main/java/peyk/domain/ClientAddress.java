package peyk.domain;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * A client for rate limits: an IPv4 address, or the /64 network of an IPv6 address, which one
 * customer has.
 */
public record ClientAddress(String value) {
  private static final int NETWORK_BYTES = 8;

  public static ClientAddress of(InetAddress address) {
    if (address instanceof Inet6Address) {
      return new ClientAddress(
          HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64");
    }
    return new ClientAddress(address.getHostAddress());
  }
}
