package peyk.adapters.ghasedak;

import io.helidon.webclient.api.ConnectedSocketChannelInfo;
import io.helidon.webclient.api.ConnectedSocketInfo;
import io.helidon.webclient.api.ConnectionListener;
import java.io.IOException;
import java.time.Duration;

/** Helidon's client waits without a timeout in the TLS handshake, unless the socket has one. */
record HandshakeTimeout(Duration timeout) implements ConnectionListener {
  @Override
  public void socketConnected(ConnectedSocketInfo connection) throws IOException {
    connection.socket().setSoTimeout(Math.toIntExact(timeout.toMillis()));
  }

  @Override
  public void socketChannelConnected(ConnectedSocketChannelInfo connection) {
    throw new UnsupportedOperationException("Ghasedak is called over TCP sockets");
  }
}
