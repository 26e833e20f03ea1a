package peyk.adapters.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import org.jspecify.annotations.Nullable;

/** Watches how long one client lets us wait for a request, or for the rest of one. */
final class Patience {
  private final HttpConfig.Limits limits;

  /** Of the connection's own thread: when the request began, or the silence before it. */
  private long since = System.nanoTime();

  private boolean requestBegun;

  /** For the thread that looks for late clients; null while it is not us who wait. */
  private volatile @Nullable Wait wait;

  private record Wait(boolean forRest, long since) {}

  Patience(HttpConfig.Limits limits) {
    this.limits = limits;
  }

  /** Whether we have waited too long. */
  boolean isOver() {
    var current = wait;
    if (current == null) {
      return false;
    }
    var timeout = current.forRest() ? limits.requestTimeout() : limits.idleTimeout();
    return System.nanoTime() - current.since() > timeout.toNanos();
  }

  /** What is read here is watched. */
  DataReader watch(DataReader reader) {
    return new DataReader(() -> read(reader));
  }

  /** Each answer ends a request. */
  DataWriter watch(DataWriter writer) {
    return new DataWriter() {
      @Override
      public void write(BufferData... buffers) {
        writer.write(buffers);
        endRequest();
      }

      @Override
      public void write(BufferData buffer) {
        writer.write(buffer);
        endRequest();
      }

      @Override
      public void writeNow(BufferData... buffers) {
        writer.writeNow(buffers);
        endRequest();
      }

      @Override
      public void writeNow(BufferData buffer) {
        writer.writeNow(buffer);
        endRequest();
      }
    };
  }

  private byte[] read(DataReader reader) {
    wait = new Wait(requestBegun, since);
    try {
      reader.ensureAvailable();
    } finally {
      wait = null;
    }
    if (!requestBegun) {
      requestBegun = true;
      since = System.nanoTime();
    }
    return reader.readBytes(reader.available());
  }

  private void endRequest() {
    requestBegun = false;
    since = System.nanoTime();
  }
}
