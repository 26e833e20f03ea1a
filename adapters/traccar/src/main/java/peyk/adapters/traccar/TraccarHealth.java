package peyk.adapters.traccar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.tracker.AnswerDelays;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.TrackerEvent;

/** Knows how it goes with Traccar, and says so in the log when that changes. */
public final class TraccarHealth {
  private static final Logger log = LoggerFactory.getLogger(TraccarHealth.class);
  private static final String TOKEN_REFUSED = "Traccar refuses this service's own token";

  private final InstantSource clock;
  private volatile @Nullable Instant reachableSince;
  private volatile @Nullable String lastError;
  private volatile boolean unreachable;
  private volatile boolean tokenRefused;
  private volatile boolean socketConnected;
  private volatile @Nullable Instant lastEvent;
  private final Instant started;
  private final AnswerDelays answerDelays = new AnswerDelays();
  private @Nullable ClockDifference clockDifference;

  TraccarHealth(InstantSource clock) {
    this.clock = clock;
    started = clock.instant();
  }

  public TraccarStatus status() {
    return new TraccarStatus(
        Optional.ofNullable(reachableSince),
        Optional.ofNullable(lastError),
        socketConnected,
        Optional.ofNullable(lastEvent));
  }

  void answered() {
    if (reachableSince == null) {
      becomeReachable();
    }
  }

  private synchronized void becomeReachable() {
    if (reachableSince == null) {
      reachableSince = clock.instant();
      if (unreachable) {
        log.info("traccar answers again");
      }
      unreachable = false;
    }
  }

  synchronized void didNotAnswer(String why) {
    lastError = why;
    reachableSince = null;
    if (!unreachable) {
      log.warn("traccar does not answer reason=\"{}\"", why);
    }
    unreachable = true;
  }

  void failed(String why) {
    lastError = why;
  }

  void tokenAccepted() {
    tokenRefused = false;
  }

  /** The message that callers get. */
  String refusedToken() {
    lastError = TOKEN_REFUSED;
    if (!tokenRefused) {
      log.error("traccar refuses the token of this service; check traccar.token");
    }
    tokenRefused = true;
    return TOKEN_REFUSED;
  }

  void socketConnected(boolean connected) {
    socketConnected = connected;
  }

  boolean isSocketConnected() {
    return socketConnected;
  }

  void heardEvent() {
    lastEvent = clock.instant();
  }

  /** From the start of the service on as long as there was none. */
  double secondsSinceLastEvent() {
    var last = lastEvent;
    return Duration.between(last == null ? started : last, clock.instant()).toMillis() / 1000.0;
  }

  /** Answers have just come by the socket. */
  void heardAnswers(List<TrackerEvent> answers) {
    var now = clock.instant();
    clockDifference()
        .ifPresent(difference ->
            answers.forEach(answer -> answerDelays.add(answer.at(), now, difference)));
  }

  Optional<Duration> answerDelay() {
    return answerDelays.usual(clock.instant());
  }

  /** An answer told the time of Traccar's clock. */
  synchronized void clockTold(ClockDifference newer) {
    clockDifference = clockDifference == null ? newer : clockDifference.narrowedBy(newer);
  }

  synchronized Optional<ClockDifference> clockDifference() {
    return Optional.ofNullable(clockDifference);
  }
}
