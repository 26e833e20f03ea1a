package peyk.adapters.sandbox.ghasedak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import peyk.adapters.sandbox.StateLock;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak.Message;

/** The sent texts and their delivery statuses. */
final class GhasedakInbox {
  private final StateLock lock = new StateLock();
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Message> byId = new HashMap<>();
  private final Map<String, Message> byReference = new HashMap<>();
  private final Map<String, Queue<Message>> unread = new HashMap<>();
  private final Map<String, Integer> queries = new HashMap<>();
  private List<Integer> statuses = List.of(0, 3, 5);

  void add(Message message) {
    lock.run(() -> {
      messages.add(message);
      byId.put(message.messageId(), message);
      byReference.put(message.clientReferenceId(), message);
      unread.computeIfAbsent(message.receptor(), _ -> new ArrayDeque<>()).add(message);
    });
  }

  List<Message> all() {
    return lock.call(() -> List.copyOf(messages));
  }

  void clear() {
    lock.run(() -> {
      messages.clear();
      byId.clear();
      byReference.clear();
      unread.clear();
      queries.clear();
    });
  }

  Message await(String receptor, Duration timeout) {
    var found = lock.await(timeout, () -> !unreadOf(receptor).isEmpty());
    return lock.call(() ->
        Optional.ofNullable(found ? unreadOf(receptor).poll() : null)
            .orElseThrow(() -> new NoSuchElementException("no text came within " + timeout)));
  }

  Optional<Message> find(String id, boolean byClientReference) {
    return lock.call(
        () -> Optional.ofNullable(byClientReference ? byReference.get(id) : byId.get(id)));
  }

  void statuses(List<Integer> wanted) {
    lock.run(() -> statuses = List.copyOf(wanted));
  }

  /** The status at this query. Each query returns the next one; the last one stays. */
  int status(Message message) {
    return lock.call(() -> {
      int query = queries.merge(message.messageId(), 1, Integer::sum);
      return statuses.get(Math.min(query, statuses.size()) - 1);
    });
  }

  private Queue<Message> unreadOf(String receptor) {
    return unread.getOrDefault(receptor, new ArrayDeque<>());
  }
}
