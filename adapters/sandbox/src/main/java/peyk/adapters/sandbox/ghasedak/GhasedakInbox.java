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

/** The texts that went out, and how far each has come. */
final class GhasedakInbox {
  private final StateLock lock = new StateLock();
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Message> byId = new HashMap<>();
  private final Map<String, Message> byReference = new HashMap<>();
  private final Map<String, Queue<Message>> unread = new HashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private List<Integer> course = List.of(0, 3, 5);

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
      looks.clear();
    });
  }

  Message await(String receptor, Duration patience) {
    var found = lock.await(patience, () -> !unreadOf(receptor).isEmpty());
    return lock.call(() ->
        Optional.ofNullable(found ? unreadOf(receptor).poll() : null)
            .orElseThrow(() -> new NoSuchElementException("no text came within " + patience)));
  }

  Optional<Message> find(String id, boolean byClientReference) {
    return lock.call(
        () -> Optional.ofNullable(byClientReference ? byReference.get(id) : byId.get(id)));
  }

  void course(List<Integer> statuses) {
    lock.run(() -> course = List.copyOf(statuses));
  }

  /** The status at this look; each look sees the next one of the course, and then the last. */
  int status(Message message) {
    return lock.call(() -> {
      int look = looks.merge(message.messageId(), 1, Integer::sum);
      return course.get(Math.min(look, course.size()) - 1);
    });
  }

  private Queue<Message> unreadOf(String receptor) {
    return unread.getOrDefault(receptor, new ArrayDeque<>());
  }
}
