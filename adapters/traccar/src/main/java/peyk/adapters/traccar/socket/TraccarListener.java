package peyk.adapters.traccar.socket;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.TraccarConfig;
import peyk.adapters.traccar.event.EventBuffer;
import peyk.adapters.traccar.event.EventWriter;
import peyk.adapters.traccar.online.OnlineBuffer;
import peyk.adapters.traccar.online.OnlineReporter;
import peyk.adapters.traccar.rest.Backoff;
import peyk.adapters.traccar.rest.Deadline;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.OnlineListener;

/**
 * Listens to what trackers answer: keeps Traccar's socket open, stores what comes by it, and has
 * what was missed in between fetched. Only when that has been done after each opening does the time
 * until which all is heard move on. Beside that it tells which devices are online.
 */
public final class TraccarListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TraccarListener.class);
  private static final Duration FIRST_RECOVERY_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_RECOVERY_PAUSE = Duration.ofSeconds(60);
  private static final Duration TIME_TO_STORE_THE_REST = Duration.ofSeconds(5);

  private final TraccarClient client;
  private final TraccarConfig config;
  private final Consumer<Instant> recovery;
  private final RandomGenerator random;
  private final EventBuffer buffer = new EventBuffer();
  private final OnlineBuffer online;
  private final Backoff pauses;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ReentrantLock recovering = new ReentrantLock();
  private final Thread listening;
  private final Thread writing;
  private final Thread telling;
  private volatile @Nullable SocketConnection line;
  private @Nullable String trouble;

  /**
   * @param recovery fetches what happened before an instant at which the socket was not open yet;
   *     may throw, and is done again then
   */
  public TraccarListener(
      TraccarClient client,
      EventInbox inbox,
      OnlineListener onlineListener,
      Consumer<Instant> recovery,
      RandomGenerator random) {
    this.client = client;
    this.config = client.config();
    this.recovery = recovery;
    this.random = random;
    online = new OnlineBuffer(onlineListener, client.metrics());
    pauses = new Backoff(config.reconnectMin(), config.reconnectMax(), random);
    listening = Thread.ofVirtual().name("traccar-listener").unstarted(this::listen);
    writing =
        Thread.ofVirtual().name("traccar-events").unstarted(new EventWriter(buffer, inbox, random));
    telling =
        Thread.ofVirtual()
            .name("traccar-online")
            .unstarted(new OnlineReporter(online, onlineListener, client.metrics(), random));
    client.metrics().watchSocket(client.health()::isSocketConnected, this::silentSeconds);
    client.metrics().watchEvents(client.health()::secondsSinceLastEvent, this::answerDelaySeconds);
  }

  public void start() {
    writing.start();
    telling.start();
    listening.start();
  }

  /** Stops listening, and gives what was heard some time to be stored. */
  @Override
  public void close() {
    closing.countDown();
    listening.interrupt();
    try {
      listening.join();
      telling.interrupt();
      telling.join();
      var deadline = Deadline.in(TIME_TO_STORE_THE_REST);
      while (writing.isAlive() && !buffer.isDone() && deadline.nanosLeft() > 0) {
        writing.join(Duration.ofMillis(20));
      }
      writing.interrupt();
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double silentSeconds() {
    var current = line;
    return current == null ? 0 : current.silence().toMillis() / 1000.0;
  }

  private double answerDelaySeconds() {
    return client.health().answerDelay().map(delay -> delay.toMillis() / 1000.0).orElse(0.0);
  }

  private void listen() {
    try {
      while (true) {
        buffer.awaitRoom();
        tryToListen();
        if (closing.await(pauses.next().toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
        client.metrics().reconnected();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever goes wrong, it is tried again. */
  private void tryToListen() throws InterruptedException {
    try {
      listenOnce();
    } catch (RuntimeException e) {
      failed("an error of our own");
      log.error("listening to traccar failed", e);
    }
  }

  private void listenOnce() throws InterruptedException {
    var opened = client.clock().instant();
    var current = new SocketConnection(client, buffer, online);
    try {
      if (connect(current)) {
        attend(current, opened);
      }
    } finally {
      current.drop("the service stops");
      client.health().socketConnected(false);
    }
  }

  private boolean connect(SocketConnection current) throws InterruptedException {
    var patience = config.connectTimeout().plus(config.requestTimeout());
    var opening =
        client
            .http()
            .newWebSocketBuilder()
            .connectTimeout(patience)
            .buildAsync(config.socket(), current);
    try {
      opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      opening.cancel(true);
      failed("Traccar did not open its socket in time");
    } catch (ExecutionException e) {
      failed(reason(e.getCause()));
    }
    return false;
  }

  /** A bad token is answered with 200 or 500, as if nothing were wrong, or everything. */
  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof WebSocketHandshakeException refusal) {
      var status = refusal.getResponse().statusCode();
      return status > 500
          ? "Traccar is out of order (status " + status + ")"
          : "Traccar refused the token for its socket (status " + status + ")";
    }
    return "Traccar's socket cannot be reached";
  }

  /** Once for each trouble, however often it is met. */
  private void failed(String why) {
    client.health().failed(why);
    if (!why.equals(trouble)) {
      log.warn("not listening to traccar reason=\"{}\"", why);
    }
    trouble = why;
  }

  private void attend(SocketConnection current, Instant opened) throws InterruptedException {
    line = current;
    trouble = null;
    client.health().socketConnected(true);
    log.info("listening to traccar");
    Thread.ofVirtual().name("traccar-recovery").start(() -> recover(current, opened));
    watch(current);
    failed("the socket ended: " + current.end());
  }

  /** Four looks to an interval, so that a dead line is noticed soon after two of them. */
  private void watch(SocketConnection current) throws InterruptedException {
    var limit = config.pingInterval().multipliedBy(2);
    for (int look = 0; !current.hasEnded(); look++) {
      if (look % 4 == 0) {
        current.ping();
      }
      if (current.silence().compareTo(limit) > 0) {
        current.drop("nothing was heard");
      } else if (current.pause().compareTo(limit) > 0) {
        current.drop("the database is behind");
      }
      if (look == 4) {
        pauses.reset();
      }
      current.endsWithin(config.pingInterval().dividedBy(4));
    }
  }

  /** One at a time: another connection's may still be at it. */
  private void recover(SocketConnection current, Instant opened) {
    recovering.lock();
    try {
      var again = new Backoff(FIRST_RECOVERY_PAUSE, LONGEST_RECOVERY_PAUSE, random);
      while (!current.hasEnded() && !tryRecover(opened)) {
        current.endsWithin(again.next());
      }
      current.caughtUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      recovering.unlock();
    }
  }

  private boolean tryRecover(Instant opened) {
    try {
      recovery.accept(opened);
      log.info("fetched what was said until the socket was opened");
      return true;
    } catch (GatewayUnavailableException | StorageUnavailableException e) {
      log.warn("what was missed cannot be fetched yet reason=\"{}\"", e.getMessage());
    } catch (RuntimeException e) {
      log.error("what was missed could not be fetched", e);
    }
    return false;
  }
}
