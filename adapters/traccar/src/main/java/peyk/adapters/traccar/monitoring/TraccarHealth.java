package peyk.adapters.traccar.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.TraccarStatus;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.AnswerDelays;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.TrackerEvent;

/** Whether Traccar answers and sends events. Changes are logged. */
public final class TraccarHealth {
  private static final Logger log = LoggerFactory.getLogger(TraccarHealth.class);
  private static final String TOKEN_REFUSED = "Traccar refuses this service's own token";

  /** So many errors in a row are an outage. */
  private static final int OUT_OF_ORDER = 10;

  private final ClusterTime clock;
  private final AtomicInteger errors = new AtomicInteger();
  private final Instant started;
  private final AnswerDelays answerDelays = new AnswerDelays();
  private final List<Runnable> whenCured = new CopyOnWriteArrayList<>();
  private final List<Runnable> whenConnected = new CopyOnWriteArrayList<>();
  private volatile @Nullable Instant reachableSince;
  private volatile @Nullable String lastError;
  private volatile boolean unreachable;
  private volatile boolean failing;
  private volatile boolean tokenRefused;
  private volatile boolean socketConnected;
  private volatile @Nullable Instant lastEvent;
  private @Nullable ClockDifference clockDifference;

  public TraccarHealth(ClusterTime clock) {
    this.clock = clock;
    started = clock.now();
  }

  public TraccarStatus status() {
    return new TraccarStatus(
        Optional.ofNullable(reachableSince),
        Optional.ofNullable(lastError),
        socketConnected,
        Optional.ofNullable(lastEvent));
  }

  /**
   * @param listener is told when a call succeeds after one that did not, by the thread of the call;
   *     it must return at once
   */
  public void whenCured(Runnable listener) {
    whenCured.add(listener);
  }

  /**
   * @param listener is told whenever the socket was opened; it must return at once
   */
  public void whenConnected(Runnable listener) {
    whenConnected.add(listener);
  }

  /** Takes whether a call had the answer that it wanted. */
  public void called(boolean success) {
    var wasFailing = failing;
    failing = !success;
    if (success && wasFailing) {
      whenCured.forEach(Runnable::run);
    }
  }

  public void answered() {
    errors.set(0);
    if (reachableSince == null) {
      becomeReachable();
    }
  }

  private synchronized void becomeReachable() {
    if (reachableSince == null) {
      reachableSince = clock.now();
      if (unreachable) {
        log.info("traccar answers again");
      }
      unreachable = false;
    }
  }

  public synchronized void didNotAnswer(String reason) {
    lastError = reason;
    reachableSince = null;
    if (!unreachable) {
      log.warn("traccar does not answer reason=\"{}\"", reason);
    }
    unreachable = true;
  }

  public void failed(String reason) {
    lastError = reason;
  }

  /** Takes an error of Traccar's own. One may be about its request, but not many in a row. */
  public void erred(String reason) {
    failed(reason);
    if (errors.incrementAndGet() >= OUT_OF_ORDER) {
      didNotAnswer(reason);
    }
  }

  public void tokenAccepted() {
    tokenRefused = false;
  }

  /** Returns the message for callers. */
  public String refusedToken() {
    lastError = TOKEN_REFUSED;
    if (!tokenRefused) {
      log.error("traccar refuses the token of this service; check traccar.token");
    }
    tokenRefused = true;
    return TOKEN_REFUSED;
  }

  /** An open socket shows that Traccar answers. */
  public void connected() {
    socketConnected = true;
    answered();
    whenConnected.forEach(Runnable::run);
  }

  public void disconnected() {
    socketConnected = false;
  }

  public boolean isSocketConnected() {
    return socketConnected;
  }

  public void receivedEvent() {
    lastEvent = clock.now();
  }

  /** The time since the last event, or since the start of the service. */
  public Duration sinceLastEvent() {
    var last = lastEvent;
    return Duration.between(last == null ? started : last, clock.now());
  }

  /** Takes answers that have just come by the socket. */
  public void receivedAnswers(List<TrackerEvent> answers) {
    var now = clock.now();
    clockDifference()
        .ifPresent(difference ->
            answers.forEach(answer -> answerDelays.add(answer.at(), now, difference)));
  }

  public Optional<Duration> answerDelay() {
    return answerDelays.usual(clock.now());
  }

  public synchronized void measured(ClockDifference newer) {
    clockDifference = clockDifference == null ? newer : clockDifference.narrowedBy(newer);
  }

  public synchronized Optional<ClockDifference> clockDifference() {
    return Optional.ofNullable(clockDifference);
  }
}
