package peyk.adapters.postgres.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.job.Worker;
import peyk.domain.time.ClusterTime;

/**
 * The database's clock, which all replicas share. It is read in the background, and the time since
 * the last reading is measured by a stopwatch. So it does not matter what this machine's clock says
 * or whether somebody sets it.
 */
public final class DatabaseClock implements ClusterTime, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

  private static final Duration READ_EVERY = Duration.ofSeconds(10);
  private static final int READINGS = 3;
  private static final Duration WORTH_MENTIONING = Duration.ofSeconds(1);

  /**
   * @param at by {@link System#nanoTime}
   * @param error the database looked at its clock at most so much earlier or later
   */
  record Reading(Instant time, long at, Duration error) {
    Instant now() {
      return time.plusNanos(System.nanoTime() - at);
    }
  }

  private final Storage storage;
  private final ImpossibleFutures futures;
  private final Worker reader;
  private volatile Reading latest;

  /** It may also have been set back while no replica ran. */
  private boolean isRepaired;

  /**
   * Reads the database's clock for the first time.
   *
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked
   */
  public DatabaseClock(Storage storage) {
    this.storage = storage;
    this.futures = new ImpossibleFutures(storage);
    this.latest = read();
    this.reader =
        Worker.every(
            READ_EVERY,
            "database-clock",
            this::readAgain,
            failure -> log.debug("the database's clock cannot be read", failure));
  }

  @Override
  public Instant now() {
    return latest.now();
  }

  /** The most exact of a few readings: one alone may have had to wait. */
  private Reading read() {
    return Stream.generate(this::readOnce)
        .limit(READINGS)
        .min(Comparator.comparing(Reading::error))
        .orElseThrow();
  }

  private Reading readOnce() {
    return storage.with(handle -> {
      long asked = System.nanoTime();
      var time =
          Sql.in(handle, "SELECT clock_timestamp() AS now").one(row -> Columns.instant(row, "now"));
      long half = (System.nanoTime() - asked) / 2;
      return new Reading(time, asked + half, Duration.ofNanos(half));
    });
  }

  synchronized void readAgain() {
    follow(read());
    if (!isRepaired) {
      futures.forget(now());
      isRepaired = true;
    }
  }

  /**
   * A difference that a slow answer explains is ignored, or else the time would jump to and fro.
   */
  synchronized void follow(Reading reading) {
    var difference = Duration.between(now(), reading.now());
    if (difference.abs().compareTo(reading.error()) > 0) {
      latest = reading;
      if (difference.abs().compareTo(WORTH_MENTIONING) > 0) {
        log.warn("the database's clock was set difference={}", difference);
        isRepaired = false;
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
