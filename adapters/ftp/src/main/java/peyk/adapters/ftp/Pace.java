package peyk.adapters.ftp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Keeps one download from being faster than it may be. */
final class Pace {
  private static final int LARGEST_CHUNK = 16 * 1024;
  private static final int CHUNKS_PER_SECOND = 8;

  private final int bytesPerSecond;
  private final long start = System.nanoTime();

  /**
   * @param bytesPerSecond 0 = as fast as it goes
   */
  Pace(int bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** So many bytes may go out at once. */
  int chunk() {
    return bytesPerSecond == 0
        ? LARGEST_CHUNK
        : Math.clamp(bytesPerSecond / CHUNKS_PER_SECOND, 1, LARGEST_CHUNK);
  }

  /** Waits until it is time to go on after so many bytes. */
  void keep(long sent) {
    if (bytesPerSecond > 0) {
      long due = Math.round((double) sent / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
      pause(Duration.ofNanos(start + due - System.nanoTime()));
    }
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait.isNegative() ? Duration.ZERO : wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
