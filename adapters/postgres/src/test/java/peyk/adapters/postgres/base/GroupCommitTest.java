package peyk.adapters.postgres.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.postgres.base.GroupCommit.Limits;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;

class GroupCommitTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Limits USUAL = new Limits(256, 10_000, LONG);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  /** A batch in hand holds one of these: without any, transactions hang. */
  private final Semaphore disk = new Semaphore(1_000_000);

  private final Semaphore begun = new Semaphore(0);

  @AfterEach
  void endCallers() {
    disk.release(1_000_000);
    callers.close();
  }

  @Test
  void one_alone_is_stored_without_waiting_for_others() {
    try (var group = group(USUAL)) {
      assertThat(group.commit(7)).isEqualTo("7");
      assertThat(group.commit(8)).isEqualTo("8");
      assertThat(batches).containsExactly(List.of(7), List.of(8));
    }
  }

  @Test
  void those_that_come_while_others_are_stored_are_stored_together_in_their_order()
      throws Exception {
    try (var group = group(USUAL)) {
      var first = hold(group, 1);
      var others = callInTurn(group, 2, 5);
      assertThat(first.isDone()).isFalse();
      assertThat(others).noneMatch(Future::isDone);
      disk.release(2);
      assertThat(result(first)).isEqualTo("1");
      assertThat(results(others)).containsExactly("2", "3", "4", "5");
      assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }
  }

  @Test
  void nobody_returns_before_their_batch_is_stored() throws Exception {
    try (var group = group(USUAL)) {
      var first = hold(group, 1);
      var second = callInTurn(group, 2, 2).getFirst();
      disk.release();
      assertThat(result(first)).isEqualTo("1");
      assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.isDone()).isFalse();
      disk.release();
      assertThat(result(second)).isEqualTo("2");
    }
  }

  @Test
  void a_batch_has_its_limit() throws Exception {
    try (var group = group(new Limits(3, 100, LONG))) {
      var first = hold(group, 1);
      var others = callInTurn(group, 2, 8);
      disk.release(4);
      result(first);
      results(others);
      assertThat(batches)
          .containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6, 7), List.of(8));
    }
  }

  @Test
  void when_too_much_waits_the_next_is_sent_away_at_once() throws Exception {
    try (var group = group(new Limits(10, 2, LONG))) {
      var first = hold(group, 1);
      var others = callInTurn(group, 2, 3);
      assertThatThrownBy(() -> group.commit(4))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("too busy");
      disk.release(2);
      result(first);
      results(others);
      assertThat(batches).containsExactly(List.of(1), List.of(2, 3));
    }
  }

  @Test
  void who_has_waited_long_enough_is_told_and_what_was_not_begun_is_not_stored() throws Exception {
    try (var group = group(new Limits(10, 10, Duration.ofMillis(500)))) {
      var first = hold(group, 1);
      assertThatThrownBy(() -> group.commit(2))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("may not have been stored");
      assertThatThrownBy(() -> result(first))
          .cause()
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("may not have been stored");
      disk.release(1_000_000);
      assertThat(patiently(group, 3)).isEqualTo("3");
      assertThat(batches.getFirst()).containsExactly(1);
      assertThat(batches).doesNotContain(List.of(2)).noneMatch(batch -> batch.contains(2));
    }
  }

  @Test
  void what_was_stored_after_its_caller_gave_up_can_be_undone() throws Exception {
    var unheard = Collections.synchronizedList(new ArrayList<String>());
    var undone = new AtomicReference<GroupCommit<Integer, String>>();
    try (var group =
        new GroupCommit<Integer, String>(
            "test",
            new Limits(10, 10, Duration.ofMillis(500)),
            item -> 1,
            this::store,
            (item, result) -> {
              unheard.add(item + " " + result);
              undone.get().post(-item);
            })) {
      undone.set(group);
      var first = hold(group, 1);
      assertThatThrownBy(() -> result(first))
          .cause()
          .isInstanceOf(StorageUnavailableException.class);
      disk.release(1_000_000);
      Eventually.until("it is undone", () -> batches.contains(List.of(-1)));
      assertThat(patiently(group, 2)).isEqualTo("2");
      assertThat(unheard).contains("1 1").doesNotContain("-1 -1");
    }
  }

  @Test
  void an_outage_meets_all_of_a_batch_and_nobody_after_it() throws Exception {
    var down = new AtomicBoolean();
    try (var group =
        group(
            USUAL,
            batch -> {
              var results = store(batch);
              if (down.get()) {
                throw new StorageUnavailableException("the database is away");
              }
              return results;
            })) {
      var first = hold(group, 1);
      var others = callInTurn(group, 2, 4);
      down.set(true);
      disk.release(2);
      assertThatThrownBy(() -> result(first))
          .cause()
          .isInstanceOf(StorageUnavailableException.class);
      for (var other : others) {
        assertThatThrownBy(() -> result(other))
            .cause()
            .isInstanceOf(StorageUnavailableException.class);
      }
      assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
      down.set(false);
      disk.release();
      assertThat(group.commit(5)).isEqualTo("5");
    }
  }

  @Test
  void an_item_that_cannot_be_stored_fails_alone() throws Exception {
    var stored = Collections.synchronizedList(new ArrayList<Integer>());
    try (var group =
        group(
            USUAL,
            batch -> {
              var results = store(batch);
              if (batch.contains(13)) {
                throw new IllegalArgumentException("13");
              }
              stored.addAll(batch);
              return results;
            })) {
      var first = hold(group, 1);
      var others = callInTurn(group, 2, 40);
      disk.release(1_000_000);
      assertThat(result(first)).isEqualTo("1");
      for (int i = 2; i <= 40; i++) {
        var other = others.get(i - 2);
        if (i == 13) {
          assertThatThrownBy(() -> result(other))
              .cause()
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage("13");
        } else {
          assertThat(result(other)).isEqualTo(Integer.toString(i));
        }
      }
      assertThat(stored)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 40).filter(i -> i != 13).boxed().toList());
    }
  }

  @Test
  void an_error_is_told_and_does_not_end_the_writer() {
    var broken = new AtomicBoolean(true);
    try (var group =
        group(
            USUAL,
            batch -> {
              if (broken.get()) {
                throw new StackOverflowError();
              }
              return store(batch);
            })) {
      assertThatThrownBy(() -> group.commit(1))
          .isInstanceOf(IllegalStateException.class)
          .hasCauseInstanceOf(StackOverflowError.class);
      broken.set(false);
      assertThat(group.commit(2)).isEqualTo("2");
    }
  }

  @Test
  void a_transaction_that_does_not_answer_for_each_item_is_a_bug() {
    try (var group = group(USUAL, batch -> List.of())) {
      assertThatThrownBy(() -> group.commit(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void who_is_interrupted_is_told_that_it_may_not_have_been_stored() throws Exception {
    try (var group = group(USUAL)) {
      var first = hold(group, 1);
      var failure = new AtomicReference<Throwable>();
      var stillInterrupted = new AtomicBoolean();
      var caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  group.commit(2);
                } catch (StorageUnavailableException e) {
                  failure.set(e);
                  stillInterrupted.set(Thread.currentThread().isInterrupted());
                }
              });
      Eventually.until("it waits", () -> group.waiting() == 1);
      caller.interrupt();
      caller.join();
      assertThat(failure.get()).hasMessageContaining("may not have been stored");
      assertThat(stillInterrupted).isTrue();
      disk.release(1_000_000);
      assertThat(result(first)).isEqualTo("1");
      assertThat(group.commit(3)).isEqualTo("3");
      assertThat(batches).containsExactly(List.of(1), List.of(3));
    }
  }

  @Test
  void closing_finishes_what_was_begun_and_refuses_the_rest() throws Exception {
    var writer = new AtomicReference<Thread>();
    var group =
        group(
            USUAL,
            batch -> {
              writer.set(Thread.currentThread());
              return store(batch);
            });
    var first = hold(group, 1);
    var other = callInTurn(group, 2, 2).getFirst();
    var closing = CompletableFuture.runAsync(group::close, callers);
    assertThatThrownBy(() -> result(other)).cause().isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> group.commit(3)).isInstanceOf(StorageUnavailableException.class);
    assertThat(closing).isNotDone();
    disk.release();
    assertThat(result(first)).isEqualTo("1");
    closing.get(60, TimeUnit.SECONDS);
    assertThat(writer.get().isAlive()).isFalse();
    assertThat(batches).containsExactly(List.of(1));
  }

  @Test
  void closing_one_whose_writer_hangs_leaves_nobody_waiting() throws Exception {
    var group = group(new Limits(10, 10, Duration.ofMillis(500)));
    var first = hold(group, 1);
    group.close();
    assertThatThrownBy(() -> result(first)).cause().isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void closing_one_that_is_idle_ends_its_writer() {
    var before = writers();
    var group = group(USUAL);
    assertThat(writers()).isEqualTo(before + 1);
    group.close();
    assertThat(writers()).isEqualTo(before);
    group.close();
  }

  @Test
  void thousands_at_once_are_all_stored_once_and_get_their_own_results() {
    try (var group = group(new Limits(256, 10_000, LONG))) {
      var results = AtOnce.run(5_000, group::commit);
      var expected = IntStream.range(0, 5_000).boxed().toList();
      assertThat(results)
          .containsExactlyElementsOf(expected.stream().map(Object::toString).toList());
      assertThat(batches.stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void few_large_items_wait_where_many_small_ones_could() throws Exception {
    try (var group =
        new GroupCommit<Integer, String>(
            "test", new Limits(10, 100, LONG), item -> item, this::store, (item, result) -> {})) {
      var first = hold(group, 1);
      var large = callInTurn(group, 60, 60);

      assertThatThrownBy(() -> group.commit(41))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContaining("too busy");

      var small = call(group, 40);
      disk.release(3);
      assertThat(result(first)).isEqualTo("1");
      assertThat(result(large.getFirst())).isEqualTo("60");
      assertThat(result(small)).isEqualTo("40");
    }
  }

  private GroupCommit<Integer, String> group(Limits limits) {
    return group(limits, this::store);
  }

  private static GroupCommit<Integer, String> group(
      Limits limits, Function<List<Integer>, List<String>> transaction) {
    return new GroupCommit<>("test", limits, item -> 1, transaction, (item, result) -> {});
  }

  private List<String> store(List<Integer> batch) {
    batches.add(batch);
    begun.release();
    disk.acquireUninterruptibly();
    return batch.stream().map(Object::toString).toList();
  }

  /** Lets the writer begin with an item, and hang. */
  private Future<String> hold(GroupCommit<Integer, String> group, int item)
      throws InterruptedException {
    disk.drainPermits();
    var first = call(group, item);
    assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    return first;
  }

  /** Calls one after another, so that they wait in this order. */
  private List<Future<String>> callInTurn(GroupCommit<Integer, String> group, int from, int to) {
    var calls = new ArrayList<Future<String>>();
    for (int item = from; item <= to; item++) {
      calls.add(call(group, item));
      int waiting = calls.size();
      Eventually.until("it waits", () -> group.waiting() == waiting);
    }
    return calls;
  }

  private Future<String> call(GroupCommit<Integer, String> group, int item) {
    return callers.submit(() -> group.commit(item));
  }

  /** The writer may still be at what others have given up. */
  private static String patiently(GroupCommit<Integer, String> group, int item) {
    var result = new AtomicReference<String>();
    Eventually.until(
        "it is stored",
        () -> {
          try {
            result.set(group.commit(item));
            return true;
          } catch (StorageUnavailableException e) {
            return false;
          }
        });
    return result.get();
  }

  private static String result(Future<String> call) throws ExecutionException {
    try {
      return call.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> results(List<Future<String>> calls) throws ExecutionException {
    var results = new ArrayList<String>();
    for (var call : calls) {
      results.add(result(call));
    }
    return results;
  }

  private static long writers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("test"))
        .count();
  }
}
