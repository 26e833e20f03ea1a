package peyk.adapters.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import peyk.adapters.http.server.ConnectionClose.ReadToEndException;
import peyk.domain.ClientAddress;

/**
 * Takes every connection and hands it to Helidon's HTTP/1.1, but closes it when the client lets us
 * wait too long. Helidon alone would wait without end.
 *
 * @param perByte how much longer a request may take for each of its bytes
 * @param reader makes the reader that HTTP/1.1 gets
 */
public record WatchingSelector(
    ServerConnectionSelector http1,
    ServerLimits limits,
    Duration perByte,
    ReceivedBytes received,
    ConnectionPace pace,
    Function<ConnectionInput, DataReader> reader)
    implements ServerConnectionSelector {
  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var client = new ClientWatch(limits, perByte, received, disconnect(context));
    var input = new ConnectionInput(context.dataReader(), client);
    var watched =
        new WatchedContext(context, input, reader.apply(input), client.watch(context.dataWriter()));
    return new WatchedConnection(http1.connection(watched), input, client, pace, address(context));
  }

  private static ClientAddress address(ConnectionContext context) {
    var peer = (InetSocketAddress) context.remotePeer().address();
    return ClientAddress.of(peer.getAddress());
  }

  /**
   * Over TLS, to close waits for a handshake or a write in hand, so without end. An interrupt ends
   * both, and closes the connection.
   */
  private static Runnable disconnect(ConnectionContext context) {
    var socket = context.serverSocket();
    var thread = Thread.currentThread();
    return context.isSecure() ? thread::interrupt : () -> disconnect(socket);
  }

  /** The connection's own thread may close it at the same moment. */
  private static void disconnect(HelidonSocket socket) {
    try {
      socket.close();
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof ClosedChannelException)) {
        throw e;
      }
    }
  }

  /** Helidon regularly asks each connection how long it has been idle. */
  private record WatchedConnection(
      ServerConnection connection,
      ConnectionInput input,
      ClientWatch client,
      ConnectionPace pace,
      ClientAddress address)
      implements ServerConnection {
    private static final Duration TOO_LONG = ChronoUnit.FOREVER.getDuration();

    @Override
    public void handle(Limit limit) throws InterruptedException {
      var turn = pace.enter(address);
      try {
        turn.await();
        connection.handle(limit);
      } catch (ReadToEndException e) {
        input.expectRestOfBody(Duration.ZERO);
        throw e;
      } finally {
        input.discardRest();
        client.endRequest();
        pace.leave(address);
      }
    }

    @Override
    public Duration idleTime() {
      return client.isOver() ? TOO_LONG : Duration.ZERO;
    }

    /** Never interrupts a running request. A server that stops waits for it. */
    @Override
    public void close(boolean interrupt) {
      if (client.isOver()) {
        client.disconnect();
      }
      connection.close(false);
    }
  }

  /** The same connection, whose input and output are watched. */
  record WatchedContext(
      ConnectionContext context,
      ConnectionInput input,
      DataReader dataReader,
      DataWriter dataWriter)
      implements ConnectionContext {
    @Override
    public ListenerContext listenerContext() {
      return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return context.executor();
    }

    @Override
    public Router router() {
      return context.router();
    }

    @Override
    public HelidonSocket serverSocket() {
      return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return context.localPeer();
    }

    @Override
    public boolean isSecure() {
      return context.isSecure();
    }

    @Override
    public String socketId() {
      return context.socketId();
    }

    @Override
    public String childSocketId() {
      return context.childSocketId();
    }
  }
}
