package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import peyk.adapters.sandbox.Json;

/** A web socket client that keeps all frames in the order in which they came. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private static final int TIMEOUT_SECONDS = 120;
  private static final String NO_CLOSE_FRAME_CAME = "no close frame";
  private static final int NO_CLOSE_FRAME = 1006;

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final CountDownLatch firstFrame = new CountDownLatch(1);
  private final StringBuilder partial = new StringBuilder();
  private final ControllableTraccar traccar;
  private WebSocket socket;

  private SocketClient(ControllableTraccar traccar) {
    this.traccar = traccar;
  }

  /** Opens a socket and waits for its first frame: then the server has registered it. */
  public static SocketClient open(ControllableTraccar traccar, String token) {
    return open(traccar, traccar.socketUri(token), "");
  }

  public static SocketClient open(ControllableTraccar traccar, URI uri, String cookie) {
    var frames = new SocketClient(traccar);
    var builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (!cookie.isEmpty()) {
      builder.header("Cookie", cookie.split(";", 2)[0]);
    }
    frames.socket = builder.buildAsync(uri, frames).join();
    frames.awaitFirstFrame();
    return frames;
  }

  private void awaitFirstFrame() {
    try {
      if (!firstFrame.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no first frame came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The content of the next frame of a kind. Frames of other kinds are dropped. */
  public JsonNode next(String kind) {
    for (var frame = next(); ; frame = next()) {
      if (frame.has(kind)) {
        return frame.path(kind).path(0);
      }
    }
  }

  /** The next frame of any kind. */
  public JsonNode next() {
    try {
      var frame = frames.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no frame came");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * All frames of what has happened so far. One thread sends answers and keep-alives in turn, so
   * every earlier frame comes before a keep-alive that is sent now.
   */
  public List<JsonNode> allSoFar() {
    traccar.later(Duration.ZERO, traccar::keepAlive);
    var all = new ArrayList<JsonNode>();
    for (var frame = next(); !frame.isEmpty(); frame = next()) {
      all.add(frame);
    }
    return all;
  }

  /** How many of these frames are of a kind. */
  public static long count(List<JsonNode> frames, String kind) {
    return frames.stream().filter(frame -> frame.has(kind)).count();
  }

  /**
   * Waits for the end of the connection, and tells whether a close frame came. The JDK's client
   * sometimes does not report an end without one; then only a failing ping shows it.
   */
  public String awaitEnd() {
    for (int second = 0; second < TIMEOUT_SECONDS; second++) {
      var seen = end.copy().completeOnTimeout("", 1, TimeUnit.SECONDS).join();
      if (!seen.isEmpty()) {
        return seen;
      }
      var _ = socket.sendPing(ByteBuffer.allocate(0)).exceptionally(_ -> broken());
    }
    throw new AssertionError("the end did not come");
  }

  private WebSocket broken() {
    end.complete(NO_CLOSE_FRAME_CAME);
    return socket;
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    awaitEnd();
  }

  public void ping() {
    socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(Json.tree(partial.toString().getBytes(StandardCharsets.UTF_8)));
      partial.setLength(0);
      firstFrame.countDown();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    frames.add(Json.MAPPER.createObjectNode().put("pong", message.remaining()));
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    end.complete(status == NO_CLOSE_FRAME ? NO_CLOSE_FRAME_CAME : "close frame");
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    end.complete(NO_CLOSE_FRAME_CAME);
  }
}
