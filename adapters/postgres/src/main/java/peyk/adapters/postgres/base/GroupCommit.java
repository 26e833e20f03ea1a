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
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import peyk.domain.StorageUnavailableException;

/**
 * Lets callers that come at the same time share one transaction, and its wait for the disk. A free
 * writer takes all items that wait. So a caller alone does not wait for others, and the more
 * callers there are, the larger the batches become.
 */
public final class GroupCommit<T, R> implements AutoCloseable {
  /**
   * @param writers transactions at a time; more than one helps only if they do not wait for each
   *     other's rows
   * @param batch items in a transaction at most
   * @param waiting items that wait to be taken at most; further ones are refused
   * @param timeout how long a caller waits at most
   */
  public record Limits(int writers, int batch, int waiting, Duration timeout) {}

  private record Entry<T, R>(T item, CompletableFuture<R> outcome) {}

  private final Limits limits;
  private final Function<List<T>, List<R>> transaction;
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
    enqueue(entry);
    try {
      return entry.outcome().get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw givenUp(entry, "the database is too slow: it may not have been stored", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp(entry, "interrupted: it may not have been stored", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private synchronized void enqueue(Entry<T, R> entry) {
    if (closed) {
      throw new StorageUnavailableException("the database is being closed");
    }
    if (waiting.size() >= limits.waiting()) {
      throw new StorageUnavailableException("the database is too busy: too much waits");
    }
    waiting.add(entry);
    notifyAll();
  }

  /** An item that was given up is not stored, unless a writer has taken it already. */
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
    try {
      for (var batch = take(); !batch.isEmpty(); batch = take()) {
        store(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for items; empty when it is closed. */
  private synchronized List<Entry<T, R>> take() throws InterruptedException {
    var batch = new ArrayList<Entry<T, R>>();
    while (batch.isEmpty() && !closed) {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      while (batch.size() < limits.batch() && !waiting.isEmpty()) {
        var next = waiting.remove();
        if (!next.outcome().isDone()) {
          batch.add(next);
        }
      }
    }
    return batch;
  }

  /** Halves a batch that fails until the item that is to blame is alone. */
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
  synchronized int waiting() {
    return waiting.size();
  }

  /** Ends the writers when they have stored what they have taken; all else is not stored. */
  @Override
  public void close() {
    fail(shut(), new StorageUnavailableException("the database is being closed"));
    try {
      for (var writer : writers) {
        writer.join(limits.timeout());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Entry<T, R>> shut() {
    closed = true;
    notifyAll();
    var rest = List.copyOf(waiting);
    waiting.clear();
    return rest;
  }
}
