package peyk.adapters.traccar.socket;

import io.helidon.metrics.api.Counter;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.TraccarConfig;
import peyk.adapters.traccar.event.EventBuffer;
import peyk.adapters.traccar.event.EventWriter;
import peyk.adapters.traccar.rest.Deadline;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.application.monitoring.Metric;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.time.Backoff;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.OnlineListener;

/**
 * Keeps Traccar's socket open, stores the answers of trackers that come by it, and reports devices
 * that are online. After each opening it has the answers fetched that came before. Only then does
 * the time move on until which all answers are known.
 */
public final class TraccarListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TraccarListener.class);
  private static final Backoff RECOVERY_BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  /** Between two tries to open the socket, even if Traccar answers other calls. */
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  /** So many checks in a ping interval: a dead connection is noticed soon after two intervals. */
  private static final int CHECKS_PER_PING = 4;

  private final TraccarClient client;
  private final TraccarConfig config;
  private final BiPredicate<Instant, Instant> recovery;
  private final RandomGenerator random;
  private final EventBuffer buffer = new EventBuffer();
  private final OnlineReporter onlineReporter;
  private final Backoff reconnectBackoff;
  private final Counter reconnects;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore cured = new Semaphore(0);

  /** In a row, until the socket is open and what was missed is fetched. */
  private final AtomicInteger failures = new AtomicInteger();

  private final ReentrantLock recovering = new ReentrantLock();
  private final Thread listening;
  private final Thread writing;
  private final Thread reporting;
  private volatile @Nullable SocketConnection latest;
  private @Nullable String loggedReason;

  /**
   * @param recovery fetches the answers that the socket did not stream, from an instant at which it
   *     was not open yet and one at which Traccar streamed; it is called again until it returns
   *     true
   */
  public TraccarListener(
      TraccarClient client,
      EventInbox inbox,
      OnlineListener onlineListener,
      BiPredicate<Instant, Instant> recovery,
      RandomGenerator random) {
    this.client = client;
    this.config = client.config();
    this.recovery = recovery;
    this.random = random;
    onlineReporter = new OnlineReporter(onlineListener, client.meters(), random);
    reconnectBackoff = new Backoff(config.reconnectMin(), config.reconnectMax());
    reconnects = client.meters().counter(Metric.TRACCAR_SOCKET_RECONNECTS);
    listening = Thread.ofVirtual().name("traccar-listener").unstarted(this::listen);
    writing =
        Thread.ofVirtual().name("traccar-events").unstarted(new EventWriter(buffer, inbox, random));
    reporting = Thread.ofVirtual().name("traccar-online").unstarted(onlineReporter);
    client.health().whenCured(cured::release);
    addGauges();
  }

  private void addGauges() {
    var health = client.health();
    var meters = client.meters();
    meters.gauge(Metric.TRACCAR_SOCKET_CONNECTED, () -> health.isSocketConnected() ? 1 : 0);
    meters.secondsGauge(
        Metric.TRACCAR_SOCKET_SILENCE,
        () -> {
          var current = latest;
          return current == null ? 0 : seconds(current.silence());
        });
    meters.secondsGauge(Metric.TRACCAR_LAST_EVENT_AGE, () -> seconds(health.sinceLastEvent()));
    meters.secondsGauge(
        Metric.TRACCAR_ANSWER_DELAY, () -> seconds(health.answerDelay().orElse(Duration.ZERO)));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  public void start() {
    writing.start();
    reporting.start();
    listening.start();
  }

  /** Stops listening, then waits for a limited time until the received answers are stored. */
  @Override
  public void close() {
    closing.countDown();
    listening.interrupt();
    try {
      listening.join();
      reporting.interrupt();
      reporting.join();
      var deadline = Deadline.in(SHUTDOWN_TIMEOUT);
      while (writing.isAlive() && !buffer.isDone() && deadline.nanosLeft() > 0) {
        writing.join(Duration.ofMillis(20));
      }
      writing.interrupt();
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      while (true) {
        buffer.awaitRoom();
        tryToListen();
        var pause = reconnectBackoff.pause(failures.incrementAndGet(), random);
        if (!pause(pause.toNanos())) {
          return;
        }
        reconnects.increment();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends early when another call shows that the outage is over.
   *
   * @return whether to go on
   */
  private boolean pause(long nanos) throws InterruptedException {
    var least = Math.min(nanos, LEAST_PAUSE.toNanos());
    if (closing.await(least, TimeUnit.NANOSECONDS)) {
      return false;
    }
    if (cured.tryAcquire(nanos - least, TimeUnit.NANOSECONDS)) {
      cured.drainPermits();
    }
    return true;
  }

  /** Never throws anything else, so that the socket is opened again after any error. */
  private void tryToListen() throws InterruptedException {
    try {
      listenOnce();
    } catch (RuntimeException | Error e) {
      failed("an error of our own");
      log.error("listening to traccar failed", e);
    }
  }

  private void listenOnce() throws InterruptedException {
    var opened = client.clock().now();
    var connection = new SocketConnection(client, buffer, onlineReporter);
    try {
      if (connect(connection)) {
        serve(connection, opened);
      }
    } finally {
      connection.drop("the service stops");
      client.health().disconnected();
    }
  }

  private boolean connect(SocketConnection connection) throws InterruptedException {
    var timeout = config.connectTimeout().plus(config.requestTimeout());
    var opening =
        client
            .http()
            .newWebSocketBuilder()
            .connectTimeout(timeout)
            .buildAsync(config.socket(), connection);
    try {
      opening.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      opening.cancel(true);
      failed("Traccar did not open its socket in time");
    } catch (ExecutionException e) {
      failed(reason(e.getCause()));
    }
    return false;
  }

  /** Traccar answers a bad token with status 200 or 500. */
  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof WebSocketHandshakeException refusal) {
      var status = refusal.getResponse().statusCode();
      return status > 500
          ? "Traccar is out of order (status " + status + ")"
          : "Traccar refused the token for its socket (status " + status + ")";
    }
    return "Traccar's socket cannot be reached";
  }

  /** Logs a reason once, however often it is met in a row. */
  private void failed(String reason) {
    client.health().failed(reason);
    if (!reason.equals(loggedReason)) {
      log.warn("not listening to traccar reason=\"{}\"", reason);
    }
    loggedReason = reason;
  }

  private void serve(SocketConnection connection, Instant opened) throws InterruptedException {
    latest = connection;
    loggedReason = null;
    client.reached();
    cured.drainPermits();
    log.info("listening to traccar");
    Thread.ofVirtual().name("traccar-recovery").start(() -> recover(connection, opened));
    supervise(connection);
    failed("the socket ended: " + connection.end());
  }

  private void supervise(SocketConnection connection) throws InterruptedException {
    var limit = config.pingInterval().multipliedBy(2);
    for (int check = 0; !connection.hasEnded(); check++) {
      if (check % CHECKS_PER_PING == 0) {
        connection.ping();
      }
      if (connection.silence().compareTo(limit) > 0) {
        connection.drop("nothing was received");
      } else if (connection.pause().compareTo(limit) > 0) {
        connection.drop("the database is behind");
      }
      connection.awaitEnd(config.pingInterval().dividedBy(CHECKS_PER_PING));
    }
  }

  /** One recovery at a time: that of the previous connection may still be under way. */
  private void recover(SocketConnection connection, Instant opened) {
    recovering.lock();
    try {
      if (!connection.awaitSubscribed()) {
        return; // what was fetched now could still be followed by an answer that is not streamed
      }
      var subscribed = client.clock().now();
      for (int attempt = 1; !connection.hasEnded(); attempt++) {
        if (tryToRecover(opened, subscribed)) {
          connection.recovered();
          failures.set(0);
          return;
        }
        connection.awaitEnd(RECOVERY_BACKOFF.pause(attempt, random));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      recovering.unlock();
    }
  }

  private boolean tryToRecover(Instant opened, Instant subscribed) {
    try {
      if (recovery.test(opened, subscribed)) {
        log.info("the answers that came before the socket was opened are stored");
        return true;
      }
      log.info("another replica has or fetches the answers that were missed");
    } catch (GatewayUnavailableException | StorageUnavailableException e) {
      log.warn("missed answers cannot be fetched yet reason=\"{}\"", e.getMessage());
    } catch (RuntimeException | Error e) {
      log.error("missed answers could not be fetched", e);
    }
    return false;
  }
}
