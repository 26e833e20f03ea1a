package peyk.adapters.postgres.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.StorageUnavailableException;

/**
 * The time by the database's clock, which is the same for all replicas however wrong their own
 * clocks are. The database is asked now and then how far this process's clock is off.
 */
public final class SharedClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(SharedClock.class);

  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final Duration WORTH_MENTIONING = Duration.ofSeconds(1);

  private record Difference(Duration ahead, long askedAt) {
    static Difference of(Duration ahead) {
      return new Difference(ahead, System.nanoTime());
    }
  }

  private final Storage storage;
  private final InstantSource own;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Difference known;

  /**
   * @param own this process's clock
   */
  public SharedClock(Storage storage, InstantSource own) {
    this.storage = storage;
    this.own = own;
  }

  /**
   * If the database cannot be asked, what it said last counts.
   *
   * @throws StorageUnavailableException if it could never be asked
   */
  @Override
  public Instant instant() {
    var difference = known;
    if (difference == null) {
      difference = askFirst();
    } else if (System.nanoTime() - difference.askedAt() > GOOD_FOR.toNanos() && asking.tryLock()) {
      try {
        difference = askAgain(difference);
      } finally {
        asking.unlock();
      }
    }
    return own.instant().plus(difference.ahead());
  }

  /** All who come before the first answer wait for it. */
  private Difference askFirst() {
    asking.lock();
    try {
      var told = known;
      return told == null ? ask(Duration.ZERO) : told;
    } finally {
      asking.unlock();
    }
  }

  private Difference askAgain(Difference last) {
    try {
      return ask(last.ahead());
    } catch (StorageUnavailableException e) {
      var same = Difference.of(last.ahead());
      known = same;
      return same;
    }
  }

  private Difference ask(Duration last) {
    var ahead = storage.with(handle -> measured(handle, last));
    if (ahead.minus(last).abs().compareTo(WORTH_MENTIONING) > 0) {
      log.warn("this machine's clock is not the database's difference={}", ahead);
    }
    var difference = Difference.of(ahead);
    known = difference;
    return difference;
  }

  /**
   * The database looks at its clock at some moment while it is asked. As long as that may explain
   * what it says, nothing has changed: the time must not jump to and fro with each question.
   */
  private Duration measured(Handle handle, Duration last) {
    var before = own.instant();
    var time = now(handle);
    var uncertain = Duration.between(before, own.instant()).dividedBy(2);
    var ahead = Duration.between(before.plus(uncertain), time);
    return ahead.minus(last).abs().compareTo(uncertain) <= 0 ? last : ahead;
  }

  private static Instant now(Handle handle) {
    return handle
        .createQuery("SELECT clock_timestamp() AS now")
        .map((row, context) -> Columns.instant(row, "now"))
        .one();
  }
}
