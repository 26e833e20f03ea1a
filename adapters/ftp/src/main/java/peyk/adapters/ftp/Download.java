package peyk.adapters.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.IntConsumer;

/** One part on its way to a client. */
final class Download implements AutoCloseable {
  private static final int FAREWELL_MILLIS = 2000;

  private final Socket socket;
  private final Pace pace;
  private boolean whole;

  Download(Socket socket, Pace pace) {
    this.socket = socket;
    this.pace = pace;
  }

  /**
   * @param sent told of each number of bytes that was sent
   * @throws PartLostException if the content cannot be read, or is shorter than it should be
   * @throws IOException if the client cannot be reached any more
   */
  void send(InputStream content, long length, IntConsumer sent) throws IOException {
    var out = socket.getOutputStream();
    var chunk = new byte[pace.chunk()];
    long total = 0;
    for (int count = read(content, chunk); count >= 0; count = read(content, chunk)) {
      out.write(chunk, 0, count);
      total += count;
      sent.accept(count);
      pace.keep(total);
    }
    if (total != length) {
      throw new PartLostException("it has another length than it should have");
    }
    sayFarewell();
    whole = true;
  }

  private static int read(InputStream content, byte[] chunk) throws PartLostException {
    try {
      return content.read(chunk);
    } catch (IOException | RuntimeException e) {
      throw new PartLostException(e);
    }
  }

  /**
   * A client that has hung up while the last bytes were on their way answers by a reset. One that
   * leaves the connection open until it is told that all was sent is not waited for.
   */
  private void sayFarewell() throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout(FAREWELL_MILLIS);
    try {
      socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      // All was sent, which is what counts.
    }
  }

  /** An end before the end must not look like one: a client may take what it has for the whole. */
  @Override
  public void close() throws IOException {
    if (!whole && !socket.isClosed()) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }
}
