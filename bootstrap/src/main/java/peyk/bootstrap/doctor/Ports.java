package peyk.bootstrap.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;

/** Probes whether the service could listen on its ports. */
final class Ports {
  private Ports() {}

  /**
   * Listens briefly.
   *
   * @param key of the setting
   * @return the reason why it cannot listen; empty if it can
   */
  static Optional<Finding> obstacle(Area area, String host, int port, String key) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Optional.of(
          area.fault(
              "address_unknown",
              "the address to listen on, %s, cannot be resolved".formatted(host),
              "set %s_HOST to an address of this machine, or to 0.0.0.0".formatted(key)));
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          area.fault(
              "port_taken",
              "it cannot listen on %s port %d: %s".formatted(host, port, e.getMessage()),
              "stop the program that uses the port, or set %s_HOST and %s_PORT"
                  .formatted(key, key)));
    }
  }

  /** The loopback address stands for all addresses. */
  static String nearest(String host) {
    return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
  }
}
