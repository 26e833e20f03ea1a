package peyk.adapters.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches how long one client lets us wait for a request, or for the rest of one. */
public final class ReadTimeout {
  private final ServerLimits limits;
  private final Duration perByte;

  /** Of the connection's own thread: when the request began, or the silence before it. */
  private long since = System.nanoTime();

  private boolean requestBegun;

  /** For the thread that looks for late clients; null while it is not us who wait. */
  private volatile @Nullable Wait wait;

  private record Wait(boolean forRest, long since) {}

  public ReadTimeout(ServerLimits limits) {
    this(limits, Duration.ZERO);
  }

  private ReadTimeout(ServerLimits limits, Duration perByte) {
    this.limits = limits;
    this.perByte = perByte;
  }

  /** A long body may take longer in all, unless it comes at less than 1 kB a second. */
  public static ReadTimeout withLongBodies(ServerLimits limits) {
    return new ReadTimeout(limits, Duration.ofMillis(1));
  }

  /** Whether we have waited too long. */
  public boolean isOver() {
    var current = wait;
    if (current == null) {
      return false;
    }
    var timeout = current.forRest() ? limits.requestTimeout() : limits.idleTimeout();
    return System.nanoTime() - current.since() > timeout.toNanos();
  }

  /** The client's next bytes; the wait for them is watched. */
  public byte[] watch(Supplier<byte[]> next) {
    wait = new Wait(requestBegun, since);
    byte[] bytes;
    try {
      bytes = next.get();
    } finally {
      wait = null;
    }
    var now = System.nanoTime();
    since = requestBegun ? since + Math.min(bytes.length * perByte.toNanos(), now - since) : now;
    requestBegun = true;
    return bytes;
  }

  /** Each answer ends a request. */
  public DataWriter watch(DataWriter writer) {
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

  private void endRequest() {
    requestBegun = false;
    since = System.nanoTime();
  }
}
