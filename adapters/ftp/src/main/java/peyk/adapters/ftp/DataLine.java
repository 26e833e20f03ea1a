package peyk.adapters.ftp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The data connection of a session: we wait for the client to open it (PASV), or open it to where
 * the client asked (PORT). It carries one listing or one part. Whatever another thread is doing
 * with it ends when it is dropped.
 */
final class DataLine implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CLIENTS_WAITING = 4;

  /** What has left us but not arrived is kept small, so that we notice a client that hangs up. */
  private static final int SEND_BUFFER = 64 * 1024;

  private final InetAddress server;
  private final InetAddress client;
  private final FtpConfig.PassivePorts ports;
  private @Nullable ServerSocket door;
  private @Nullable InetSocketAddress target;
  private @Nullable Socket socket;
  private boolean closed;

  DataLine(InetAddress server, InetAddress client, FtpConfig.PassivePorts ports) {
    this.server = server;
    this.client = client;
    this.ports = ports;
  }

  InetAddress server() {
    return server;
  }

  InetAddress client() {
    return client;
  }

  /**
   * Waits for the client from now on.
   *
   * @return the port to call
   * @throws IOException if no port is free
   */
  synchronized int listen() throws IOException {
    drop();
    requireOpen();
    door = openDoor();
    return door.getLocalPort();
  }

  /** The operating system knows which ports are free, and lets one of those who ask have each. */
  private ServerSocket openDoor() throws IOException {
    int start = ThreadLocalRandom.current().nextInt(ports.count());
    var failure = new IOException("no passive port");
    for (int i = 0; i < ports.count(); i++) {
      try {
        return new ServerSocket(
            ports.first() + (start + i) % ports.count(), CLIENTS_WAITING, server);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** The next connection goes there. */
  synchronized void aim(InetSocketAddress address) {
    drop();
    target = address;
  }

  synchronized boolean isReady() {
    return door != null || target != null;
  }

  /**
   * Opens the connection; it is the caller's to close.
   *
   * @throws IOException if the client does not come, or is not there
   */
  Socket connect() throws IOException {
    ServerSocket waiting;
    InetSocketAddress address;
    synchronized (this) {
      waiting = door;
      address = target;
      target = null;
    }
    if (waiting != null) {
      return accept(waiting);
    }
    if (address != null) {
      return dial(address);
    }
    throw new IOException("no data connection was asked for");
  }

  /** Strangers who try the port are turned away, and the client is waited for. */
  private Socket accept(ServerSocket waiting) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (waiting) {
      while (true) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new SocketTimeoutException("the client did not come");
        }
        waiting.setSoTimeout((int) left);
        var caller = waiting.accept();
        if (caller.getInetAddress().equals(client)) {
          take(caller);
          return caller;
        }
        caller.close();
      }
    } finally {
      forget(waiting);
    }
  }

  private Socket dial(InetSocketAddress address) throws IOException {
    var dialled = new Socket();
    take(dialled);
    try {
      dialled.bind(new InetSocketAddress(server, 0));
      dialled.connect(address, (int) PATIENCE.toMillis());
      return dialled;
    } catch (IOException e) {
      dialled.close();
      throw e;
    }
  }

  private synchronized void take(Socket taken) throws IOException {
    if (closed) {
      taken.close();
    }
    requireOpen();
    taken.setSendBufferSize(SEND_BUFFER);
    socket = taken;
  }

  private synchronized void forget(ServerSocket waiting) {
    if (waiting.equals(door)) {
      door = null;
    }
  }

  /** Ends what is going on; the next connection needs a new PASV or PORT. */
  synchronized void drop() {
    close(door);
    close(socket);
    door = null;
    target = null;
    socket = null;
  }

  /** For good. */
  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the session is over");
    }
  }

  private static void close(@Nullable Closeable resource) {
    if (resource != null) {
      try {
        resource.close();
      } catch (IOException e) {
        // It is of no use any more either way.
      }
    }
  }
}
