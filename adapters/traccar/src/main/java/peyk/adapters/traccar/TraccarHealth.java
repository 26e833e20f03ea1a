package peyk.adapters.traccar;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  TraccarHealth(InstantSource clock) {
    this.clock = clock;
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
}
