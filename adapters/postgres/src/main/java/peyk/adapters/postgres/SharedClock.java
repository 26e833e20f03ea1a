package peyk.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;

/**
 * The time by the database's clock, which is the same for all replicas however wrong their own
 * clocks are. The database is asked now and then how far this process's clock is off.
 */
final class SharedClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(SharedClock.class);

  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final Duration WORTH_MENTIONING = Duration.ofSeconds(1);

  private record Difference(Duration ahead, long askedAt) {}

  private final Storage storage;
  private final InstantSource own;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Difference known;

  /**
   * @param own this process's clock
   */
  SharedClock(Storage storage, InstantSource own) {
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
      difference = ask();
    } else if (System.nanoTime() - difference.askedAt() > GOOD_FOR.toNanos() && asking.tryLock()) {
      try {
        difference = askAgain(difference);
      } finally {
        asking.unlock();
      }
    }
    return own.instant().plus(difference.ahead());
  }

  private Difference askAgain(Difference last) {
    try {
      return ask();
    } catch (StorageUnavailableException e) {
      var same = new Difference(last.ahead(), System.nanoTime());
      known = same;
      return same;
    }
  }

  /** What the database says is taken to be from the middle of the question. */
  private Difference ask() {
    var asked =
        storage.with(handle -> {
          var before = own.instant();
          var time =
              handle
                  .createQuery("SELECT clock_timestamp() AS now")
                  .map((row, context) -> Columns.instant(row, "now"))
                  .one();
          var middle = before.plus(Duration.between(before, own.instant()).dividedBy(2));
          return new Difference(Duration.between(middle, time), System.nanoTime());
        });
    mention(asked);
    known = asked;
    return asked;
  }

  private void mention(Difference now) {
    var last = known;
    var change = last == null ? now.ahead() : now.ahead().minus(last.ahead());
    if (change.abs().compareTo(WORTH_MENTIONING) > 0) {
      log.warn("this machine's clock is not the database's difference={}", now.ahead());
    }
  }
}
