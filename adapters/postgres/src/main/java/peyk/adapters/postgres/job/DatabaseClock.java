package peyk.adapters.postgres.job;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
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
  private static final Duration WORTH_MENTIONING = Duration.ofSeconds(1);

  /**
   * @param at by {@link System#nanoTime}
   */
  private record Reading(Instant time, long at) {
    Instant now() {
      return time.plusNanos(System.nanoTime() - at);
    }
  }

  private final Storage storage;
  private final JobRows jobs;
  private final Worker reader;
  private volatile Reading latest;

  /**
   * Reads the database's clock for the first time.
   *
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked
   */
  public DatabaseClock(Storage storage) {
    this.storage = storage;
    this.jobs = new JobRows(storage);
    this.latest = read().reading();
    jobs.forgetImpossibleFutures(now());
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

  /**
   * @param error the database looked at its clock at some moment of the question; at most so much
   *     before or after the middle
   */
  private record Measured(Reading reading, Duration error) {}

  private Measured read() {
    return storage.with(handle -> {
      long asked = System.nanoTime();
      var time =
          handle
              .createQuery("SELECT clock_timestamp() AS now")
              .map((row, context) -> Columns.instant(row, "now"))
              .one();
      long half = (System.nanoTime() - asked) / 2;
      return new Measured(new Reading(time, asked + half), Duration.ofNanos(half));
    });
  }

  /** A difference that a slow answer explains is none, or the time would jump to and fro. */
  void readAgain() {
    var measured = read();
    var difference = Duration.between(now(), measured.reading().now());
    if (difference.abs().compareTo(measured.error()) <= 0) {
      return;
    }
    latest = measured.reading();
    if (difference.abs().compareTo(WORTH_MENTIONING) > 0) {
      log.warn("the database's clock was set difference={}", difference);
      jobs.forgetImpossibleFutures(now());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
