package peyk.adapters.postgres.otp;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import peyk.domain.StorageUnavailableException;

/** A caller that gives up while the database is at its work. */
final class GivesUp {
  private GivesUp() {}

  /**
   * @param work gets what it has to run in the transaction: it returns when the caller has gone
   */
  static void during(Consumer<Runnable> work) {
    var failure = new AtomicReference<Throwable>();
    var caller = new AtomicReference<Thread>();
    Runnable giveUp =
        () -> {
          caller.get().interrupt();
          join(caller.get());
        };
    caller.set(
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                work.accept(giveUp);
              } catch (StorageUnavailableException e) {
                failure.set(e);
              }
            }));
    caller.get().start();
    join(caller.get());
    Assertions.assertThat(failure.get()).hasMessageContaining("may not have been stored");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
