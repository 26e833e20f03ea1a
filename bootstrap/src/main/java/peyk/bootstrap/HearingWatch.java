package peyk.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.tracker.BeHeard;
import peyk.application.tracker.Hearing;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

/**
 * Has it checked, now and then, that this service hears trackers, and tells once when the answer
 * changes. While Traccar or the database is away, or the service cannot hear, it is checked at
 * every tick, so that the cure is noticed soon.
 */
final class HearingWatch {
  /** How often {@link #tick} is to be called. */
  static final Duration TICK = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(HearingWatch.class);

  private final BeHeard beHeard;
  private final InstantSource clock;
  private final Duration interval;
  private final AtomicReference<Optional<Hearing>> last = new AtomicReference<>(Optional.empty());
  private Instant checkedAt = Instant.MIN;

  /**
   * @param interval how often to check while all is well
   */
  HearingWatch(BeHeard beHeard, InstantSource clock, Duration interval) {
    this.beHeard = beHeard;
    this.clock = clock;
    this.interval = interval;
  }

  /** What the last check found; empty while it could not be made. */
  Optional<Hearing> last() {
    return last.get();
  }

  synchronized void tick() {
    var now = clock.instant();
    var isWell = last.get().filter(Hearing.Heard.class::isInstance).isPresent();
    if (isWell && now.isBefore(checkedAt.plus(interval))) {
      return;
    }
    checkedAt = now;
    try {
      note(beHeard.check());
    } catch (GatewayUnavailableException | StorageUnavailableException e) {
      if (last.getAndSet(Optional.empty()).isPresent()) {
        log.warn("link check failed reason={}", e.getMessage());
      }
    }
  }

  private void note(Hearing hearing) {
    var before = last.getAndSet(Optional.of(hearing));
    switch (hearing) {
      case Hearing.Heard(var devices, var newlyLinked) -> {
        if (newlyLinked > 0 || before.filter(Hearing.Heard.class::isInstance).isEmpty()) {
          log.info("trackers are heard devices={} newlyLinked={}", devices, newlyLinked);
        }
      }
      case Hearing.ServiceAccountToken token when !before.equals(Optional.of(hearing)) ->
          log.error(
              "trackers are not heard: TRACCAR_TOKEN is Traccar's service account token, which gets no events;"
                  + " create an administrator in Traccar and use a token of that user");
      case Hearing.NotAdministrator user when !before.equals(Optional.of(hearing)) ->
          log.error(
              "trackers are not heard: the user of TRACCAR_TOKEN is no administrator; make it one in Traccar");
      case Hearing.TokenRefused token when !before.equals(Optional.of(hearing)) ->
          log.error(
              "trackers are not heard: Traccar refuses TRACCAR_TOKEN; it has expired or was revoked, take a new one");
      case Hearing.ServiceAccountToken same -> {}
      case Hearing.NotAdministrator same -> {}
      case Hearing.TokenRefused same -> {}
    }
  }
}
