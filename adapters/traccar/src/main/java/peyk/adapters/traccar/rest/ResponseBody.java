package peyk.adapters.traccar.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The body of a response as it arrives (RFC 9112, section 6.3). At its end the connection is free
 * for the next request; if the body is closed earlier, the connection is closed.
 */
final class ResponseBody extends InputStream {
  /** To read on costs less than a new connection up to this length. */
  private static final int MOST_DISCARDED = 64 * 1024;

  private final Connection connection;
  private final Connections connections;
  private final ResponseHeaders headers;
  private final boolean chunked;

  /** Bytes of the body or of its chunk; the largest number if only the connection ends it. */
  private long left;

  private boolean ended;

  ResponseBody(int status, ResponseHeaders headers, Connection connection, Connections connections)
      throws IOException {
    this.headers = headers;
    this.connection = connection;
    this.connections = connections;
    var isEmpty = status == 204 || status == 304;
    chunked = !isEmpty && headers.isChunked();
    left = isEmpty || chunked ? 0 : headers.length().orElse(Long.MAX_VALUE);
    if (left == 0 && !chunked) {
      end();
    }
  }

  /**
   * @throws IOException if it is longer
   */
  String text(int limit) throws IOException {
    if (hasLength() && left > limit) {
      throw new IOException("the answer is too long");
    }
    var bytes = hasLength() ? exactly((int) left) : readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new IOException("the answer is too long");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private boolean hasLength() {
    return !chunked && left != Long.MAX_VALUE;
  }

  private byte[] exactly(int length) throws IOException {
    var bytes = new byte[length];
    for (int read = 0; read < length; ) {
      read += read(bytes, read, length - read);
    }
    return bytes;
  }

  /** Reads what nobody wants to know, unless it is long. */
  void discard() throws IOException {
    skip(MOST_DISCARDED);
    close();
  }

  /** Changes when all reading has to end. */
  void readUntil(Deadline deadline) {
    if (!ended) {
      connection.readUntil(deadline);
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!ended && left == 0) {
      beginChunk();
    }
    if (ended) {
      return -1;
    }
    var read = connection.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      endByConnection();
      return -1;
    }
    if (left != Long.MAX_VALUE) {
      endPart(read);
    }
    return read;
  }

  private void endPart(int read) throws IOException {
    left -= read;
    if (left == 0 && chunked) {
      endChunk();
    } else if (left == 0) {
      end();
    }
  }

  private void endChunk() throws IOException {
    if (!connection.readLine().isEmpty()) {
      throw new IOException("a chunk of another length than it said");
    }
  }

  /** The last chunk is empty; fields may follow it. */
  private void beginChunk() throws IOException {
    var size = connection.readLine().split(";", 2)[0].strip();
    try {
      left = Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      throw new IOException("a chunk without a length", e);
    }
    if (left < 0) {
      throw new IOException("a chunk without a length");
    }
    if (left == 0) {
      while (!connection.readLine().isEmpty()) {
        // no field there matters
      }
      end();
    }
  }

  private void endByConnection() throws IOException {
    if (left != Long.MAX_VALUE) {
      throw new EOFException("the answer was cut short");
    }
    close();
  }

  private void end() {
    if (!ended) {
      ended = true;
      if (headers.keepsConnection() && left != Long.MAX_VALUE) {
        connections.giveBack(connection);
      } else {
        connections.drop(connection);
      }
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      connections.drop(connection);
    }
  }
}
