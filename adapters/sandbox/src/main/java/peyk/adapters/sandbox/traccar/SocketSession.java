package peyk.adapters.sandbox.traccar;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One web socket. Frames are queued, so that a client that reads slowly does not delay others. A
 * client that stops reading is disconnected when its queue is full.
 */
final class SocketSession implements WsListener {
  private static final int QUEUE_CAPACITY = 200_000;

  private final TraccarState state;
  private final SocketHub hub;
  private final SocketHandshake handshake;
  private final BlockingQueue<Consumer<WsSession>> queue =
      new LinkedBlockingQueue<>(QUEUE_CAPACITY);
  private final Object writing = new Object();
  private volatile @Nullable Thread connection;
  private volatile boolean closed;
  private long userId;

  SocketSession(TraccarState state, SocketHub hub, SocketHandshake handshake) {
    this.state = state;
    this.hub = hub;
    this.handshake = handshake;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
      throws WsUpgradeException {
    var user = handshake.admit(prologue.query(), headers);
    if (user.isEmpty()) {
      throw new WsUpgradeException("no user");
    }
    userId = user.getAsLong();
    return Optional.empty();
  }

  @Override
  public void onOpen(WsSession session) {
    var reading = Thread.currentThread();
    connection = reading;
    Thread.startVirtualThread(() -> write(session));
    Thread.startVirtualThread(() -> awaitEndOf(reading));
    state.lock().run(() -> hub.open(userId, this));
  }

  @Override
  public void onPing(WsSession session, BufferData buffer) {
    var content = buffer.readBytes();
    enqueue(to -> to.pong(BufferData.create(content)));
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    // Helidon answers with a close frame as soon as this returns.
    close();
  }

  void send(String frame) {
    send(frame, frame.length());
  }

  void send(String frame, int piece) {
    enqueue(to -> {
      int begin = 0;
      for (; begin + piece < frame.length(); begin += piece) {
        to.send(frame.substring(begin, begin + piece), false);
      }
      to.send(frame.substring(begin), true);
    });
  }

  /** Ends the TCP connection without a close frame: an interrupt closes the socket that is read. */
  void cut() {
    closed = true;
    var reading = connection;
    if (reading != null) {
      reading.interrupt();
    }
    wakeWriter();
  }

  private void enqueue(Consumer<WsSession> frame) {
    if (!closed && !queue.offer(frame)) {
      cut();
    }
  }

  private void write(WsSession session) {
    try {
      while (!closed) {
        var frame = queue.take();
        synchronized (writing) {
          if (!closed) {
            frame.accept(session);
          }
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      cut();
    }
  }

  private void close() {
    closed = true;
    // Waits for a frame that is being written: two writers would mix their frames.
    synchronized (writing) {
      wakeWriter();
    }
  }

  private void wakeWriter() {
    queue.clear();
    queue.offer(_ -> {});
  }

  /** Notices a client that vanishes, which only ends the reading thread. */
  private void awaitEndOf(Thread reading) {
    try {
      reading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut();
    state.lock().run(() -> hub.closed(userId, this));
  }
}
