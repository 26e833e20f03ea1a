package peyk.adapters.postgres.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import peyk.domain.StorageUnavailableException;

/**
 * Lets callers that come at the same time share one transaction, and its wait for the disk. What
 * waits is taken together as soon as a writer is free: one caller alone waits for nobody, and the
 * more there are, the larger the batches become.
 */
public final class GroupCommit<T, R> implements AutoCloseable {
  /**
   * @param writers transactions at a time; more than one only helps where they do not wait for each
   *     other's rows
   * @param batch items in a transaction at most
   * @param waiting items that wait to be taken at most; who comes then is sent away
   * @param patience how long a caller waits at most
   */
  public record Limits(int writers, int batch, int waiting, Duration patience) {}

  private record Entry<T, R>(T item, CompletableFuture<R> outcome) {}

  private final Limits limits;
  private final Function<List<T>, List<R>> transaction;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final Queue<Entry<T, R>> waiting = new ArrayDeque<>();
  private final List<Thread> writers;
  private boolean closed;

  /**
   * @param name of the writers' threads
   * @param transaction stores all items, or none if it throws, and returns their results in order;
   *     it may be asked again for items of which it stored none
   */
  public GroupCommit(String name, Limits limits, Function<List<T>, List<R>> transaction) {
    this.limits = limits;
    this.transaction = transaction;
    this.writers =
        IntStream.rangeClosed(1, limits.writers())
            .mapToObj(
                number -> Thread.ofPlatform().daemon().name(name + "-" + number).start(this::write))
            .toList();
  }

  /**
   * Returns when the item is stored.
   *
   * @throws StorageUnavailableException if it may not have been stored
   * @throws RuntimeException what the transaction throws for this item, which is not stored then
   */
  public R commit(T item) {
    var entry = new Entry<>(item, new CompletableFuture<R>());
    line(entry);
    try {
      return entry.outcome().get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw givenUp(entry, "the database is too slow: it may not have been stored", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp(entry, "interrupted: it may not have been stored", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private void line(Entry<T, R> entry) {
    lock.lock();
    try {
      if (closed) {
        throw new StorageUnavailableException("the database is being closed");
      }
      if (waiting.size() >= limits.waiting()) {
        throw new StorageUnavailableException("the database is too busy: too much waits");
      }
      waiting.add(entry);
      arrival.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What nobody waits for any more is not stored, unless it is being stored already. */
  private StorageUnavailableException givenUp(Entry<T, R> entry, String why, Exception cause) {
    entry.outcome().cancel(false);
    return new StorageUnavailableException(why, cause);
  }

  /** An outage is shared by a batch: each caller gets an exception of its own. */
  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case StorageUnavailableException e ->
          new StorageUnavailableException("the database cannot be asked", e);
      case RuntimeException e -> e;
      case null, default -> new IllegalStateException("it could not be stored", cause);
    };
  }

  private void write() {
    for (var batch = take(); !batch.isEmpty(); batch = take()) {
      store(batch);
    }
  }

  /** Waits until there is something; empty when that is no longer to be. */
  private List<Entry<T, R>> take() {
    var batch = new ArrayList<Entry<T, R>>();
    lock.lock();
    try {
      while (batch.isEmpty() && !closed) {
        if (waiting.isEmpty()) {
          arrival.awaitUninterruptibly();
        }
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
          if (!next.outcome().isDone()) {
            batch.add(next);
          }
          if (batch.size() == limits.batch()) {
            break;
          }
        }
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Halves what does not go through until the item that is to blame stands alone. */
  private void store(List<Entry<T, R>> batch) {
    List<R> results;
    try {
      results = transaction.apply(batch.stream().map(Entry::item).toList());
    } catch (StorageUnavailableException e) {
      fail(batch, e);
      return;
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        store(batch.subList(0, batch.size() / 2));
        store(batch.subList(batch.size() / 2, batch.size()));
      }
      return;
    }
    answer(batch, results);
  }

  private void answer(List<Entry<T, R>> batch, List<R> results) {
    if (results.size() != batch.size()) {
      fail(batch, new IllegalStateException("not one result for each item"));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).outcome().complete(results.get(i));
    }
  }

  private void fail(Iterable<Entry<T, R>> entries, Throwable failure) {
    entries.forEach(entry -> entry.outcome().completeExceptionally(failure));
  }

  /** How many items wait to be taken. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the writers when they have stored what they have taken; all else is not stored. */
  @Override
  public void close() {
    fail(shut(), new StorageUnavailableException("the database is being closed"));
    try {
      for (var writer : writers) {
        writer.join(limits.patience());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Entry<T, R>> shut() {
    lock.lock();
    try {
      closed = true;
      arrival.signalAll();
      var rest = List.copyOf(waiting);
      waiting.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }
}
