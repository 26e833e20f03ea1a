package peyk.adapters.http.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import peyk.domain.ClientAddress;

/** The reverse proxies that are believed when they say, in X-Forwarded-For, who their client is. */
public final class TrustedProxies {
  private final List<Network> networks;

  /**
   * @param networks addresses ({@code 10.0.0.7}) and networks ({@code 10.0.0.0/8}, {@code
   *     fd00::/8})
   */
  public TrustedProxies(List<String> networks) {
    this.networks = networks.stream().map(Network::parse).toList();
  }

  public static TrustedProxies none() {
    return new TrustedProxies(List.of());
  }

  /** Whom a request comes from. */
  public ClientAddress clientOf(ServerRequest request) {
    var peer = (InetSocketAddress) request.remotePeer().address();
    var forwardedFor = request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of);
    return ClientAddress.of(clientOf(peer.getAddress(), forwardedFor));
  }

  /**
   * The first address, from our end of the chain, that is no trusted proxy. What cannot be read as
   * an address ends the chain: whatever is left of it came from a stranger.
   *
   * @param forwardedFor the header's lines in their order, each a list of addresses
   */
  public InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
    var client = peer;
    var chain = List.of(String.join(",", forwardedFor).split(",", -1)).reversed();
    for (var hop : chain) {
      if (!trust(client)) {
        return client;
      }
      var next = parseHop(hop.strip());
      if (next.isEmpty()) {
        return client;
      }
      client = next.get();
    }
    return client;
  }

  private boolean trust(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** Some proxies add the client's port. */
  private static Optional<InetAddress> parseHop(String hop) {
    var ipv4WithPort = hop.indexOf(':') == hop.lastIndexOf(':');
    var end = ipv4WithPort ? hop.indexOf(':') : hop.indexOf("]:");
    var address = end < 0 ? hop : hop.substring(0, ipv4WithPort ? end : end + 1);
    var bare =
        address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
    return parseLiteral(bare);
  }

  private static Optional<InetAddress> parseLiteral(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Network(InetAddress address, int prefix) {
    static Network parse(String text) {
      var parts = text.strip().split("/", 2);
      var address = parseLiteral(parts[0]).orElseThrow(Network::malformed);
      var bits = address.getAddress().length * Byte.SIZE;
      return new Network(address, parts.length == 1 ? bits : parsePrefix(parts[1], bits));
    }

    private static int parsePrefix(String text, int bits) {
      if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > bits) {
        throw malformed();
      }
      return Integer.parseInt(text);
    }

    private static IllegalArgumentException malformed() {
      return new IllegalArgumentException(
          "a trusted proxy is an IP address or a network such as 10.0.0.0/8");
    }

    boolean contains(InetAddress other) {
      var bytes = other.getAddress();
      var ownBytes = address.getAddress();
      if (bytes.length != ownBytes.length) {
        return false;
      }
      var rest = bytes.length * Byte.SIZE - prefix;
      return new BigInteger(1, bytes)
          .shiftRight(rest)
          .equals(new BigInteger(1, ownBytes).shiftRight(rest));
    }
  }
}
