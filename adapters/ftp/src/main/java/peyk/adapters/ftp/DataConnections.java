package peyk.adapters.ftp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data connections of one session, one at a time. The client opens it (PASV), or we do (PORT).
 * Any thread may close it; then the transfer of another one fails.
 */
final class DataConnections extends IODataConnectionFactory {
  private static final Logger log = LoggerFactory.getLogger(DataConnections.class);
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;
  private static final int BACKLOG = 4;

  /** Little may be on its way, so that a client that is lost shows before all is written. */
  private static final int SEND_BUFFER = 64 * 1024;

  private final FtpIoSession session;
  private final InetAddress server;
  private final InetAddress client;
  private final FtpConfig config;
  private final Duration timeout;
  private final IntConsumer sent;
  private @Nullable CompletableFuture<Socket> connection;
  private @Nullable InetSocketAddress target;
  private boolean disposed;

  /**
   * FtpServer's commands in this session use it from now on.
   *
   * @param timeout for a connection to be opened
   * @param sent told each number of bytes of a part that was sent
   */
  DataConnections(
      FtpServerContext context,
      FtpIoSession session,
      FtpConfig config,
      Duration timeout,
      IntConsumer sent) {
    super(context, session);
    this.session = session;
    this.server = ((InetSocketAddress) session.getLocalAddress()).getAddress();
    this.client = ((InetSocketAddress) session.getRemoteAddress()).getAddress();
    this.config = config;
    this.sent = sent;
    this.timeout = timeout;
    session.setAttribute(FtpIoSession.ATTRIBUTE_PREFIX + "data-connection", this);
  }

  /** Its port is free again as soon as the client has come, or at the timeout. */
  @Override
  public synchronized InetSocketAddress initPassiveDataConnection() throws DataConnectionException {
    closeDataConnection();
    if (disposed) {
      throw new DataConnectionException("the session is over");
    }
    var listener = listen();
    var coming = new CompletableFuture<Socket>();
    coming
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((socket, failure) -> close(listener));
    Thread.ofVirtual().name("ftp-accept").start(() -> accept(listener, coming));
    connection = coming;
    return new InetSocketAddress(server, listener.getLocalPort());
  }

  /** The operating system knows which ports are free. */
  private ServerSocket listen() throws DataConnectionException {
    var ports = config.passivePorts();
    int start = ThreadLocalRandom.current().nextInt(ports.count());
    for (int i = 0; i < ports.count(); i++) {
      try {
        return new ServerSocket(ports.first() + (start + i) % ports.count(), BACKLOG, server);
      } catch (IOException e) {
        // It is taken.
      }
    }
    log.warn("ftp has no free passive port ports={}-{}", ports.first(), ports.last());
    throw new DataConnectionException("no passive port is free");
  }

  /** Lets the client in, and turns strangers away. */
  private void accept(ServerSocket listener, CompletableFuture<Socket> coming) {
    try {
      while (!coming.isDone()) {
        var caller = listener.accept();
        if (!caller.getInetAddress().equals(client) || !coming.complete(caller)) {
          caller.close();
        }
      }
    } catch (IOException e) {
      coming.completeExceptionally(e);
    }
  }

  /**
   * @throws IllegalArgumentException if the port is one of a system service (RFC 2577)
   */
  @Override
  public synchronized void initActiveDataConnection(InetSocketAddress address) {
    if (address.getPort() < FIRST_UNPRIVILEGED_PORT) {
      throw new IllegalArgumentException("the port is privileged");
    }
    closeDataConnection();
    if (!disposed) {
      target = address;
      connection = CompletableFuture.completedFuture(new Socket());
    }
  }

  /** Null if neither PASV nor PORT was sent. */
  @Override
  public synchronized @Nullable InetAddress getInetAddress() {
    return connection == null ? null : server;
  }

  @Override
  public DataConnection openConnection() throws IOException {
    return new OpenDataConnection(connect(), config.limits().bytesPerSecond(), this::sent);
  }

  private void sent(int bytes) {
    session.increaseWrittenDataBytes(bytes); // or else the session would seem to be idle
    sent.accept(bytes);
  }

  /**
   * Waits for the client, or calls it.
   *
   * @throws IOException if the client does not come, or is not there
   */
  private Socket connect() throws IOException {
    CompletableFuture<Socket> coming;
    InetSocketAddress address;
    synchronized (this) {
      coming = connection;
      address = target;
    }
    if (coming == null) {
      throw new IOException("no data connection was asked for");
    }
    try {
      var socket = coming.join();
      socket.setSendBufferSize(SEND_BUFFER);
      if (address != null) {
        socket.bind(new InetSocketAddress(server, 0));
        socket.connect(address, Math.toIntExact(timeout.toMillis()));
      }
      return socket;
    } catch (CancellationException | CompletionException e) {
      throw new IOException("the data connection was not opened", e);
    }
  }

  @Override
  public synchronized void closeDataConnection() {
    if (connection != null && !connection.cancel(false) && !connection.isCompletedExceptionally()) {
      close(connection.join());
    }
    connection = null;
    target = null;
  }

  /** Closes it for good. */
  @Override
  public synchronized void dispose() {
    disposed = true;
    closeDataConnection();
  }

  private static void close(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }
}
