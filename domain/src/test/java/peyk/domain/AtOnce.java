package peyk.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs the same work many times at once, for tests of races. */
public final class AtOnce {
  private static final int TIMEOUT_SECONDS = 120;

  private AtOnce() {}

  /** Starts all together and returns what each of them came to, by number from 0. */
  public static <T> List<T> run(int times, IntFunction<T> work) {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<T>>();
      for (int i = 0; i < times; i++) {
        int number = i;
        futures.add(
            threads.submit(() -> {
              start.await();
              return work.apply(number);
            }));
      }
      start.countDown();
      var results = new ArrayList<T>();
      for (var future : futures) {
        results.add(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the race was not run to its end", e);
    }
  }
}
