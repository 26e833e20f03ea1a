package peyk.adapters.http.admin;

import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body, which ends too early as streams do: Helidon throws whatever comes to pass where
 * a body is cut short or its chunks are none.
 */
final class RequestStream extends InputStream {
  private final InputStream body;

  RequestStream(InputStream body) {
    this.body = body;
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
    } catch (RuntimeException e) {
      throw new IOException("the body did not arrive whole", e);
    }
  }
}
