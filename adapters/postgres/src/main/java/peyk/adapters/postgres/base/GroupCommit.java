package peyk.adapters.postgres.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.job.Worker;
import peyk.domain.StorageUnavailableException;

/**
 * Lets callers that come at the same time share one transaction, and its wait for the disk. The
 * writer takes all items that wait. So a caller alone does not wait for others, and the more
 * callers there are, the larger the batches become.
 */
public final class GroupCommit<T, R> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /**
   * @param batch items in a transaction at most
   * @param waiting weight of the items that wait to be taken at most; further ones are refused
   * @param timeout how long a caller waits at most
   */
  record Limits(int batch, int waiting, Duration timeout) {}

  private static final Limits USUAL = new Limits(256, 4 * 1024 * 1024, Duration.ofSeconds(5));

  /** How much later than due a caller is told that it has waited too long, as a share of that. */
  private static final int PRECISION = 10;

  /**
   * @param begun when it was handed in; empty if nobody waits for it
   */
  private record Entry<T, R>(T item, CompletableFuture<R> outcome, OptionalLong begun) {
    Entry(T item, OptionalLong begun) {
      this(item, new CompletableFuture<>(), begun);
    }

    boolean isLate(Duration timeout) {
      return begun.isPresent() && System.nanoTime() - begun.getAsLong() > timeout.toNanos();
    }
  }

  private final Limits limits;
  private final ToIntFunction<T> weight;
  private final Function<List<T>, List<R>> transaction;
  private final BiConsumer<T, R> unheard;
  private final Queue<Entry<T, R>> waiting = new ArrayDeque<>();
  private final Thread writer;
  private final Worker timer;
  private List<Entry<T, R>> inHand = List.of();
  private int waitingWeight;
  private boolean closed;

  /**
   * There is one writer, so items are stored in their order, and batches do not wait for each
   * other's rows.
   *
   * @param name of the writer's thread
   * @param weight of an item, in characters that it holds in memory
   * @param transaction stores all items, or none if it throws, and returns their results in order;
   *     it may be called again with items that it did not store
   */
  public GroupCommit(String name, ToIntFunction<T> weight, Function<List<T>, List<R>> transaction) {
    this(name, weight, transaction, (item, result) -> {});
  }

  /**
   * @param unheard is told, by the writer, of items that were stored after their callers gave up;
   *     it may {@link #post} what undoes them, and must not wait
   */
  public GroupCommit(
      String name,
      ToIntFunction<T> weight,
      Function<List<T>, List<R>> transaction,
      BiConsumer<T, R> unheard) {
    this(name, USUAL, weight, transaction, unheard);
  }

  GroupCommit(
      String name,
      Limits limits,
      ToIntFunction<T> weight,
      Function<List<T>, List<R>> transaction,
      BiConsumer<T, R> unheard) {
    this.limits = limits;
    this.weight = weight;
    this.transaction = transaction;
    this.unheard = unheard;
    this.writer = Thread.ofPlatform().daemon().name(name).start(this::write);
    this.timer =
        Worker.every(
            limits.timeout().dividedBy(PRECISION),
            name + "-timer",
            this::endLateWaits,
            failure -> log.error("late waits could not be ended", failure));
  }

  /**
   * Returns when the item is stored. Callers have no timers of their own: to set and cancel one for
   * each cost more than all else here.
   *
   * @throws StorageUnavailableException if it may not have been stored
   * @throws RuntimeException what the transaction throws for this item, which is not stored then
   */
  public R commit(T item) {
    var entry = new Entry<T, R>(item, OptionalLong.of(System.nanoTime()));
    enqueue(entry);
    try {
      return entry.outcome().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(entry, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Stores an item for which nobody waits, unless the database is too busy. */
  public void post(T item) {
    try {
      enqueue(new Entry<>(item, OptionalLong.empty()));
    } catch (StorageUnavailableException e) {
      // it is not stored
    }
  }

  private synchronized void enqueue(Entry<T, R> entry) {
    if (closed) {
      throw new StorageUnavailableException("the database is being closed");
    }
    var more = weight.applyAsInt(entry.item());
    if (waitingWeight + more > limits.waiting()) {
      throw new StorageUnavailableException("the database is too busy: too much waits");
    }
    waiting.add(entry);
    waitingWeight += more;
    notifyAll();
  }

  /**
   * An item that was given up is not stored, unless the writer has taken it already.
   *
   * @return the result, if it came at the last moment
   */
  private R giveUp(Entry<T, R> entry, InterruptedException cause) {
    if (entry.outcome().cancel(false)) {
      throw new StorageUnavailableException("interrupted: it may not have been stored", cause);
    }
    if (entry.outcome().state() == Future.State.SUCCESS) {
      return entry.outcome().resultNow();
    }
    throw failure(entry.outcome().exceptionNow());
  }

  /** An outage is shared by a batch: each caller gets an exception of its own. */
  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case StorageUnavailableException e ->
          new StorageUnavailableException("the database cannot be asked", e);
      case TimeoutException e ->
          new StorageUnavailableException(
              "the database is too slow: it may not have been stored", e);
      case RuntimeException e -> e;
      case null, default -> new IllegalStateException("it could not be stored", cause);
    };
  }

  private void write() {
    try {
      for (var batch = take(); !batch.isEmpty(); batch = take()) {
        store(batch.stream().filter(entry -> !entry.outcome().isDone()).toList());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for items; empty when it is closed. */
  private synchronized List<Entry<T, R>> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    var batch = new ArrayList<Entry<T, R>>();
    while (batch.size() < limits.batch() && !waiting.isEmpty()) {
      var entry = waiting.remove();
      waitingWeight -= weight.applyAsInt(entry.item());
      batch.add(entry);
    }
    inHand = batch;
    return batch;
  }

  private void endLateWaits() {
    fail(late(), new TimeoutException());
  }

  private synchronized List<Entry<T, R>> late() {
    return Stream.concat(inHand.stream(), waiting.stream())
        .filter(entry -> entry.isLate(limits.timeout()))
        .toList();
  }

  /** Splits a batch that fails in halves, until the faulty item is alone. */
  private void store(List<Entry<T, R>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      answer(batch, transaction.apply(batch.stream().map(Entry::item).toList()));
    } catch (StorageUnavailableException e) {
      fail(batch, e);
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        store(batch.subList(0, batch.size() / 2));
        store(batch.subList(batch.size() / 2, batch.size()));
      }
    }
  }

  private void answer(List<Entry<T, R>> batch, List<R> results) {
    if (results.size() != batch.size()) {
      fail(batch, new IllegalStateException("not one result for each item"));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.get(i).outcome().complete(results.get(i))) {
        unheard.accept(batch.get(i).item(), results.get(i));
      }
    }
  }

  private void fail(Iterable<Entry<T, R>> entries, Throwable failure) {
    entries.forEach(entry -> entry.outcome().completeExceptionally(failure));
  }

  /** How many items wait to be taken. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Ends the writer when it has stored the items that it has taken. The others are not stored. */
  @Override
  public void close() {
    fail(shut(), new StorageUnavailableException("the database is being closed"));
    try {
      writer.join(limits.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      timer.close();
      fail(inHand(), new TimeoutException());
    }
  }

  private synchronized List<Entry<T, R>> shut() {
    closed = true;
    notifyAll();
    var rest = List.copyOf(waiting);
    waiting.clear();
    return rest;
  }

  /** If the writer ended, all of them have their outcome already. */
  private synchronized List<Entry<T, R>> inHand() {
    return inHand;
  }
}
