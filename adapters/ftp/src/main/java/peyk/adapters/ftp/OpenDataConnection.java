package peyk.adapters.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.FtpSession;
import peyk.domain.StorageUnavailableException;

/**
 * Sends one listing or one part.
 *
 * @param bytesPerSecond of a part; 0 = as fast as possible
 * @param sent told each number of bytes of a part that was sent
 */
record OpenDataConnection(Socket socket, int bytesPerSecond, IntConsumer sent)
    implements DataConnection {
  private static final int MAX_CHUNK = 16 * 1024;
  private static final int CHUNKS_PER_SECOND = 8;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  @Override
  public void transferToClient(FtpSession session, String listing) throws IOException {
    try (socket) {
      socket.getOutputStream().write(listing.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Until all is sent, closing the connection resets it: a client may take an ordinary end for the
   * end of the part.
   *
   * @throws StorageUnavailableException if the part cannot be read
   * @throws IOException if the client is lost
   */
  @Override
  public long transferToClient(FtpSession session, InputStream part) throws IOException {
    try (socket) {
      socket.setSoLinger(true, 0);
      long start = System.nanoTime();
      long total = 0;
      var chunk = new byte[chunkSize()];
      for (int count = read(part, chunk); count >= 0; count = read(part, chunk)) {
        socket.getOutputStream().write(chunk, 0, count);
        total += count;
        sent.accept(count);
        keepRate(start, total);
      }
      socket.setSoLinger(false, 0);
      awaitClose();
      return total;
    }
  }

  private int chunkSize() {
    return bytesPerSecond == 0
        ? MAX_CHUNK
        : Math.clamp(bytesPerSecond / CHUNKS_PER_SECOND, 1, MAX_CHUNK);
  }

  private static int read(InputStream part, byte[] chunk) {
    try {
      return part.read(chunk);
    } catch (IOException e) {
      throw new StorageUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private void keepRate(long start, long total) {
    if (bytesPerSecond > 0) {
      long due = start + Math.round((double) total / bytesPerSecond * NANOS_PER_SECOND);
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /**
   * A client that was lost while the last bytes were on their way answers with a reset. One that
   * keeps the connection open until it has the reply is not waited for.
   */
  private void awaitClose() throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout(Math.toIntExact(CLOSE_TIMEOUT.toMillis()));
    try {
      socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      // All was sent.
    }
  }

  @Override
  public long transferFromClient(FtpSession session, OutputStream out) throws IOException {
    throw new IOException("firmware is read-only");
  }
}
