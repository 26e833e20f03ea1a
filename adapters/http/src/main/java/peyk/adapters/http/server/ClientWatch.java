package peyk.adapters.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one client: how long it lets us wait for a request, for the rest of one, or until it
 * takes a reply, and how many bytes of its request we hold.
 */
public final class ClientWatch {
  /** More than the longest head and body of a tracker. */
  private static final int MOST_HELD = 160 * 1024;

  private final ServerLimits limits;
  private final Duration perByte;
  private final ReceivedBytes received;
  private final Runnable disconnect;

  /** Of the connection's own thread: when the request began, or the silence before it. */
  private long since = System.nanoTime();

  private boolean requestBegun;
  private int held;
  private volatile boolean dropped;

  /** Read by the thread that looks for late clients; null while the client waits for us. */
  private volatile @Nullable Wait wait;

  private record Wait(Duration timeout, long since, boolean isForInput) {}

  /**
   * @param perByte how much longer a request may take for each of its bytes
   * @param disconnect closes the connection at once
   */
  public ClientWatch(
      ServerLimits limits, Duration perByte, ReceivedBytes received, Runnable disconnect) {
    this.limits = limits;
    this.perByte = perByte;
    this.received = received;
    this.disconnect = disconnect;
  }

  /** Whether we have waited too long. */
  boolean isOver() {
    var current = wait;
    return current != null && System.nanoTime() - current.since() > current.timeout().toNanos();
  }

  /** The client's next bytes; the wait for them is watched. */
  byte[] watch(Supplier<byte[]> next) {
    wait = new Wait(requestBegun ? limits.requestTimeout() : limits.idleTimeout(), since, true);
    byte[] bytes;
    try {
      bytes = next.get();
    } finally {
      wait = null;
    }
    var now = System.nanoTime();
    since = requestBegun ? since + Math.min(bytes.length * perByte.toNanos(), now - since) : now;
    requestBegun = true;
    hold(bytes.length);
    return bytes;
  }

  /** A longer request is not held, but used while it arrives. */
  private void hold(int bytes) {
    var more = Math.min(bytes, MOST_HELD - held);
    if (more > 0) {
      held += more;
      received.add(this, more);
    }
  }

  /** Each reply ends a request. */
  DataWriter watch(DataWriter writer) {
    return new DataWriter() {
      @Override
      public void write(BufferData... buffers) {
        reply(() -> writer.write(buffers));
      }

      @Override
      public void write(BufferData buffer) {
        reply(() -> writer.write(buffer));
      }

      @Override
      public void writeNow(BufferData... buffers) {
        reply(() -> writer.writeNow(buffers));
      }

      @Override
      public void writeNow(BufferData buffer) {
        reply(() -> writer.writeNow(buffer));
      }
    };
  }

  private void reply(Runnable write) {
    wait = new Wait(limits.requestTimeout(), System.nanoTime(), false);
    try {
      write.run();
    } finally {
      wait = null;
    }
    endRequest();
    // A client may have sent many requests at once. Others would wait for all of them.
    Thread.yield();
  }

  void endRequest() {
    requestBegun = false;
    since = System.nanoTime();
    if (held > 0) {
      held = 0;
      received.release(this);
    }
  }

  /** Whether we wait for its next bytes now. */
  boolean isAwaited() {
    var current = wait;
    return current != null && current.isForInput();
  }

  boolean isDropped() {
    return dropped;
  }

  /** It is disconnected soon. Then its thread ends and releases what it holds. */
  void drop() {
    dropped = true;
  }

  void disconnect() {
    disconnect.run();
  }
}
