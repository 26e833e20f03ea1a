package peyk.adapters.http.server;

import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The body of a request as it arrives. If it is cut short, or its chunks are malformed, reading it
 * throws an {@link IOException}; Helidon's own stream throws exceptions of many kinds.
 */
public final class RequestStream extends InputStream {
  private final InputStream body;

  private RequestStream(InputStream body) {
    this.body = body;
  }

  public static RequestStream of(ServerRequest request) {
    return new RequestStream(request.content().inputStream());
  }

  /**
   * The whole body. Nothing is read if its length is known and exceeds the limit. The stream stays
   * open, because to close it would wait for more.
   *
   * @param limit in bytes
   * @return empty if the body is longer
   * @throws IOException if the body is cut short
   */
  public static Optional<byte[]> readBody(ServerRequest request, int limit) throws IOException {
    if (!request.content().hasEntity()) {
      return Optional.of(new byte[0]);
    }
    var length = request.headers().contentLength().orElse(limit);
    if (length > limit) {
      return Optional.empty();
    }
    return Optional.of(of(request).readNBytes((int) length + 1))
        .filter(bytes -> bytes.length <= limit);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return body.read(bytes, offset, length);
    } catch (CloseConnectionException | RequestException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("the body is cut short", e);
    }
  }
}
