package peyk.domain;

import java.time.Duration;

/**
 * A timeout for tests in which something has to happen before it and something after it. It begins
 * short. Where the machine is too slow for that, the test is repeated with a longer one.
 */
public final class GrowingTimeout {
  private static final int ATTEMPTS = 4;
  private static final int GROWTH = 4;

  /** A test that leaves nothing behind. */
  public interface Attempt {
    void with(Duration timeout) throws Exception;
  }

  private GrowingTimeout() {}

  public static void from(Duration first, Attempt test) throws Exception {
    var timeout = first;
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        test.with(timeout);
        return;
      } catch (Exception | AssertionError e) {
        timeout = timeout.multipliedBy(GROWTH);
      }
    }
    test.with(timeout);
  }
}
