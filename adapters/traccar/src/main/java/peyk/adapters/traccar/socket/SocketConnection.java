package peyk.adapters.traccar.socket;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.event.EventBuffer;
import peyk.adapters.traccar.online.OnlineBuffer;
import peyk.adapters.traccar.rest.TraccarClient;

/**
 * One connection to Traccar's socket, from its opening to its end. Traccar ends connections without
 * a word, and the network may do so without even that; so it is asked for a sign of life.
 *
 * <p>The JDK's web socket rather than Helidon's: see RATIONALE.md.
 */
final class SocketConnection implements WebSocket.Listener {
  private final TraccarClient client;
  private final EventBuffer buffer;
  private final FrameReader frames;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile long heardNanos = System.nanoTime();
  private volatile long pausedNanos;
  private volatile boolean paused;
  private volatile boolean caughtUp;
  private volatile @Nullable WebSocket socket;

  SocketConnection(TraccarClient client, EventBuffer buffer, OnlineBuffer online) {
    this.client = client;
    this.buffer = buffer;
    frames = new FrameReader(client.metrics(), online::add, client.health()::heardEvent);
  }

  /** What was missed before this connection has been fetched. */
  void caughtUp() {
    caughtUp = true;
  }

  /**
   * Asks for a sign of life. It says when it was asked for: once it comes back, all that happened
   * until then has come too.
   */
  void ping() {
    var open = socket;
    if (open != null) {
      var sent = ByteBuffer.allocate(Long.BYTES).putLong(client.clock().millis()).flip();
      var _ =
          open.sendPing(sent)
              .whenComplete((_, failure) -> {
                if (failure != null) {
                  drop("nothing can be sent");
                }
              });
    }
  }

  /** For how long nothing was heard, although it was listened. */
  Duration silence() {
    return paused ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - heardNanos);
  }

  /** For how long nothing was read, because the database did not keep up. */
  Duration pause() {
    return paused ? Duration.ofNanos(System.nanoTime() - pausedNanos) : Duration.ZERO;
  }

  void drop(String why) {
    end.complete(why);
    var open = socket;
    if (open != null) {
      open.abort();
    }
  }

  boolean hasEnded() {
    return end.isDone();
  }

  boolean endsWithin(Duration time) throws InterruptedException {
    try {
      end.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why it ended. */
  String end() {
    return end.getNow("not at all");
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
    heardNanos = System.nanoTime();
    var events = frames.read(piece, last);
    if (!events.isEmpty()) {
      client.metrics().events(events.size());
      client.health().heardAnswers(events);
      buffer.add(events);
    }
    readOn(from);
    return null;
  }

  /** Not before there is room for it: Traccar, or the network, has to keep what comes meanwhile. */
  private void readOn(WebSocket from) {
    pausedNanos = System.nanoTime();
    paused = true;
    if (buffer.hasRoomOr(() -> resume(from))) {
      resume(from);
    }
  }

  private void resume(WebSocket from) {
    heardNanos = System.nanoTime();
    paused = false;
    from.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    heardNanos = System.nanoTime();
    if (caughtUp && message.remaining() == Long.BYTES) {
      buffer.addHeardUntil(Instant.ofEpochMilli(message.getLong()));
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heardNanos = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end.complete("Traccar closed it (code " + code + ")");
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end.complete("the connection broke (" + error.getClass().getSimpleName() + ")");
  }
}
