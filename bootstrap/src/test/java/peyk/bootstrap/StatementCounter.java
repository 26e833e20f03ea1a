package peyk.bootstrap;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import peyk.adapters.postgres.PostgresConfig;

/**
 * Stands in front of a Postgres and counts the statements that clients have it execute, also those
 * that begin and end transactions. It reads the messages of the protocol's version 3, unencrypted.
 */
final class StatementCounter implements AutoCloseable {
  private static final int SIMPLE_QUERY = 'Q';
  private static final int EXECUTE = 'E';

  private final String host;
  private final int port;
  private final String path;
  private final PostgresConfig config;
  private final ServerSocket listener;
  private final AtomicLong statements = new AtomicLong();

  StatementCounter(PostgresConfig database) throws IOException {
    var uri = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    host = uri.getHost();
    port = uri.getPort();
    path = uri.getPath();
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    config =
        PostgresConfig.of(
            "jdbc:postgresql://127.0.0.1:%d%s?sslmode=disable&gssEncMode=disable"
                .formatted(listener.getLocalPort(), path),
            database.user(),
            database.password());
    Thread.ofVirtual().start(this::accept);
  }

  /** The database behind it. */
  PostgresConfig config() {
    return config;
  }

  long statements() {
    return statements.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        var server = new Socket(host, port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> relay(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
      }
    } catch (IOException e) {
      // The counter was closed.
    }
  }

  private void relay(Socket client, Socket server) {
    try (client;
        server) {
      var in = new DataInputStream(client.getInputStream());
      var out = server.getOutputStream();
      int startup = in.readInt();
      write(out, startup);
      out.write(in.readNBytes(startup - Integer.BYTES));
      while (true) {
        int type = in.readUnsignedByte();
        int length = in.readInt();
        if (type == SIMPLE_QUERY || type == EXECUTE) {
          statements.incrementAndGet();
        }
        // at once, because two short writes may wait for each other's acknowledgement
        out.write(
            ByteBuffer.allocate(1 + length)
                .put((byte) type)
                .putInt(length)
                .put(in.readNBytes(length - Integer.BYTES))
                .array());
      }
    } catch (IOException e) {
      // One of the two has ended the connection.
    }
  }

  private static void write(OutputStream out, int number) throws IOException {
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two has ended the connection.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
