package peyk.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Runs the same work many times at once, for tests of races. */
public final class AtOnce {
  private static final int TIMEOUT_SECONDS = 120;

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

  /** Several looks tell it from a thread that waits for a class to be loaded. */
  private static final class WaitsFor implements BooleanSupplier {
    private final Thread thread;
    private int looks;

    WaitsFor(Thread thread) {
      this.thread = thread;
    }

    @Override
    public boolean getAsBoolean() {
      looks = WAITING.contains(thread.getState()) ? looks + 1 : 0;
      return looks > 3;
    }
  }

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

  /** Holds up a piece of work until others wait behind it. */
  public static final class Hold {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    /** Returns false when it may go on; at once if it is called again. */
    public boolean pass(Object any) {
      begun.countDown();
      Eventually.await(end);
      return false;
    }
  }

  /**
   * Starts others one after another while the first is held up within its work, so that they come
   * to what is shared in their order. Returns what all came to, the first one first.
   */
  @SafeVarargs
  public static List<Object> runBehind(Function<Hold, ?> first, Supplier<?>... others) {
    var hold = new Hold();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Future<Object>>();
      results.add(threads.submit(() -> (Object) first.apply(hold)));
      Eventually.await(hold.begun);
      for (var other : others) {
        var task = new FutureTask<Object>(other::get);
        var thread = Thread.ofPlatform().daemon().start(task);
        Eventually.until("it waits", new WaitsFor(thread));
        results.add(task);
      }
      hold.end.countDown();
      var all = new ArrayList<>();
      for (var result : results) {
        all.add(result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      }
      return all;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("they were not run to their end", e);
    } finally {
      hold.end.countDown();
    }
  }
}
