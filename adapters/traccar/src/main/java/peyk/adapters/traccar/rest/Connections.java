package peyk.adapters.traccar.rest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.TraccarConfig;
import peyk.application.job.Worker;

/** The open connections to Traccar. Those that rest are used again, the last one first. */
final class Connections implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  /** Shorter than the time after which servers and proxies usually close them: 30 s and more. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);

  /** Before a write. Some servers close them after 5 s, just when a write may be on its way. */
  private static final Duration LONGEST_REST_BEFORE_WRITE = Duration.ofSeconds(2);

  private static final Duration TIMER_PRECISION = Duration.ofMillis(100);

  private final URI server;
  private final Duration connectTimeout;
  private final int mostResting;
  private final Optional<SSLContext> tls;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Deque<Connection> resting = new ArrayDeque<>();

  /**
   * The most requests that one connection has answered since Traccar last closed one unannounced. A
   * write never goes beyond, because a server may close each connection after so many.
   */
  private int proven = 1;

  private final Worker timer;
  private volatile boolean closed;

  Connections(TraccarConfig config) {
    server = config.baseUrl();
    connectTimeout = config.connectTimeout();
    mostResting = config.concurrentCalls();
    tls = config.tls();
    timer =
        Worker.every(
            TIMER_PRECISION,
            "traccar-timer",
            () -> open.forEach(Connection::closeIfLate),
            failure -> log.error("late connections could not be closed", failure));
  }

  /**
   * A server may close connections without saying so, just when the next request is on its way.
   *
   * @param repeatable whether the request may be sent again then
   * @throws IOException if there is none, and Traccar cannot be reached
   */
  Connection take(Deadline deadline, boolean repeatable) throws IOException {
    for (var next = takeResting(repeatable); next != null; next = takeResting(repeatable)) {
      if (isUsable(next, repeatable)) {
        return next;
      }
      drop(next);
    }
    return takeNew(deadline);
  }

  /** One that has rested too long may be dead without a sign, e.g. forgotten by a firewall. */
  private boolean isUsable(Connection connection, boolean repeatable) {
    if (connection.isIdleFor(LONGEST_REST)) {
      return false;
    }
    if (!connection.isUsable(repeatable && isPersistent())) {
      closedUnannounced();
      return false;
    }
    return true;
  }

  /**
   * @throws IOException if Traccar cannot be reached
   */
  Connection takeNew(Deadline deadline) throws IOException {
    var connection = open(deadline);
    open.add(connection);
    if (closed) {
      drop(connection);
    }
    try {
      connection.shakeHands(deadline);
      return connection;
    } catch (IOException | RuntimeException e) {
      drop(connection);
      throw e;
    }
  }

  private @Nullable Connection takeResting(boolean repeatable) {
    synchronized (resting) {
      for (var connections = resting.iterator(); connections.hasNext(); ) {
        var next = connections.next();
        if (repeatable || isSafeForWrite(next)) {
          connections.remove();
          return next;
        }
      }
      return null;
    }
  }

  private boolean isSafeForWrite(Connection connection) {
    return connection.answered() < proven && !connection.isIdleFor(LONGEST_REST_BEFORE_WRITE);
  }

  private boolean isPersistent() {
    synchronized (resting) {
      return proven > 1;
    }
  }

  private void closedUnannounced() {
    synchronized (resting) {
      proven = 1;
    }
  }

  /** Takes a connection back whose last response was read to its end. */
  void giveBack(Connection connection) {
    connection.rest();
    synchronized (resting) {
      proven = Math.max(proven, connection.answered());
      while (!resting.isEmpty()
          && (resting.size() >= mostResting || resting.getLast().isIdleFor(LONGEST_REST))) {
        drop(resting.removeLast());
      }
      if (proven > 1 || resting.isEmpty()) { // one is enough to find out
        resting.addFirst(connection);
      } else {
        drop(connection);
      }
    }
  }

  /** Drops a connection that broke, and those that rest: they may be broken as well. */
  void dropBroken(Connection connection) {
    closedUnannounced();
    drop(connection);
    for (var next = takeResting(true); next != null; next = takeResting(true)) {
      drop(next);
    }
  }

  void drop(Connection connection) {
    open.remove(connection);
    connection.close();
  }

  private Connection open(Deadline deadline) throws IOException {
    var isTls = server.getScheme().equals("https");
    var port = server.getPort() < 0 ? isTls ? 443 : 80 : server.getPort();
    var address = resolve(port, deadline);
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      var most = (int) connectTimeout.toMillis();
      socket.connect(address, Math.min(most, Connection.millisLeft(deadline)));
      return new Connection(socket, isTls ? overTls(socket, port) : socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** In a thread that can be left behind: a name server has no timeout that could be set. */
  private InetSocketAddress resolve(int port, Deadline deadline) throws IOException {
    var address = new FutureTask<>(() -> new InetSocketAddress(server.getHost(), port));
    Thread.ofPlatform().daemon().name("traccar-name").start(address);
    try {
      var found = address.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
      if (found.isUnresolved()) {
        throw new UnknownHostException(server.getHost());
      }
      return found;
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("the name server did not answer in time");
    } catch (ExecutionException e) {
      throw new IOException("the name of the server cannot be resolved", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Socket overTls(Socket socket, int port) throws IOException {
    var factory =
        tls.map(SSLContext::getSocketFactory)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    var secure = (SSLSocket) factory.createSocket(socket, server.getHost(), port, true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate names the host
    secure.setSSLParameters(parameters);
    return secure;
  }

  /** Ends all; calls under way fail. */
  @Override
  public void close() {
    closed = true;
    timer.close();
    open.forEach(this::drop);
  }
}
