package peyk.adapters.traccar.socket;

import io.helidon.metrics.api.Counter;
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
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.application.monitoring.Metric;

/**
 * One connection to Traccar's socket. Traccar or the network may end it without notice, so it is
 * pinged.
 *
 * <p>The JDK's web socket rather than Helidon's: see RATIONALE.md.
 */
final class SocketConnection implements WebSocket.Listener {
  private final TraccarClient client;
  private final EventBuffer buffer;
  private final Counter answersReceived;
  private final FrameReader frames;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final CompletableFuture<Void> firstPong = new CompletableFuture<>();
  private volatile long receivedNanos = System.nanoTime();
  private volatile long pausedNanos;
  private volatile boolean paused;
  private volatile boolean recovered;
  private volatile @Nullable WebSocket socket;

  SocketConnection(TraccarClient client, EventBuffer buffer, OnlineReporter online) {
    this.client = client;
    this.buffer = buffer;
    answersReceived = client.meters().counter(Metric.TRACCAR_SOCKET_EVENTS);
    frames = new FrameReader(client.meters(), online::add, client.health()::receivedEvent);
  }

  /** From now on each pong moves the time until which all events are known. */
  void recovered() {
    recovered = true;
  }

  /** Sends the present time. Once it comes back, all events until that time have come too. */
  void ping() {
    var open = socket;
    if (open != null) {
      var now = ByteBuffer.allocate(Long.BYTES).putLong(client.clock().now().toEpochMilli()).flip();
      var _ =
          open.sendPing(now)
              .whenComplete((_, failure) -> {
                if (failure != null) {
                  drop("nothing can be sent");
                }
              });
    }
  }

  /** The time since the last frame; zero while reading is paused. */
  Duration silence() {
    return paused ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - receivedNanos);
  }

  /** How long reading has been paused, because the database did not keep up. */
  Duration pause() {
    return paused ? Duration.ofNanos(System.nanoTime() - pausedNanos) : Duration.ZERO;
  }

  void drop(String reason) {
    end.complete(reason);
    var open = socket;
    if (open != null) {
      open.abort();
    }
  }

  boolean hasEnded() {
    return end.isDone();
  }

  /** Returns when the connection has ended, or after a time. */
  void awaitEnd(Duration time) throws InterruptedException {
    try {
      end.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // still open
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until Traccar streams events to this connection. It subscribes a socket only after it has
   * accepted it, and reads pings after that.
   *
   * @return whether it does; if not, the connection has ended
   */
  boolean awaitSubscribed() throws InterruptedException {
    try {
      CompletableFuture.anyOf(firstPong, end).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return firstPong.isDone();
  }

  /** Why the connection has ended. */
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
    receivedNanos = System.nanoTime();
    var answers = frames.read(piece, last);
    if (!answers.isEmpty()) {
      answersReceived.increment(answers.size());
      client.health().receivedAnswers(answers);
      buffer.add(answers);
    }
    requestNext(from);
    return null;
  }

  /** Waits until the buffer has room. Meanwhile Traccar or the network keep the frames. */
  private void requestNext(WebSocket from) {
    pausedNanos = System.nanoTime();
    paused = true;
    if (buffer.hasRoomOr(() -> resume(from))) {
      resume(from);
    }
  }

  private void resume(WebSocket from) {
    receivedNanos = System.nanoTime();
    paused = false;
    from.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    receivedNanos = System.nanoTime();
    if (message.remaining() == Long.BYTES) {
      firstPong.complete(null);
      if (recovered) {
        buffer.addHeardUntil(Instant.ofEpochMilli(message.getLong()));
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    receivedNanos = System.nanoTime();
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
