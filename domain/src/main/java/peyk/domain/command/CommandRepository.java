package peyk.domain.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.DeviceId;

/**
 * The commands to trackers and what became of them. All who change them have to agree upon the
 * time: what is passed in is by one clock for all replicas. Every method throws {@link
 * peyk.domain.StorageUnavailableException} if the database cannot be asked.
 */
public interface CommandRepository {
  /** What became of an order. */
  sealed interface Ordering {
    record Ordered(Command command) implements Ordering {}

    /** The same text waits for the device already, or was sent to it and may still be answered. */
    record Already(Command command) implements Ordering {}

    /** The same request was made before: this is the command that came of it, as it is now. */
    record Repeated(Command command) implements Ordering {}

    /** The idempotency key belongs to another request. */
    record KeyInUse() implements Ordering {}
  }

  /**
   * Wants a command to be sent, durably, unless the same is under way. If the same waits because a
   * schedule has ordered it, that is cancelled instead: it would come after all others.
   *
   * @param key remembered as long as the command; whoever uses it again gets that command, whatever
   *     has become of it
   */
  Ordering order(CommandOrder order, Optional<IdempotencyKey> key);

  /**
   * Takes the next command that may be sent now, by all rules of the policy, so that nobody else
   * sends it, nor another one to that tracker, until {@link CommandPolicy#takenUntil}: if this
   * process dies before it says what became of the command, it is taken again after that. The
   * tracker that has waited longest comes first; of its commands the one that may be sent longest,
   * and of those that were ordered together the first. Commands that a schedule has ordered come
   * after all others, among trackers and among those of one tracker. Commands that have expired
   * meanwhile end.
   *
   * @return empty if none may be sent now
   */
  Optional<Command> take(Instant now);

  /** It was handed to Traccar. An answer may have come even before: then it stays answered. */
  void sent(CommandId id, Instant at);

  /**
   * It could not be sent and is to be tried again, if it has not expired by then. The tracker's
   * other commands that wait now are not tried earlier either, so that their order holds; what is
   * ordered later is, once the gap is over.
   */
  void postponed(CommandId id, Instant at, Instant until);

  /**
   * Traccar did not say whether it was sent. Until the gap is over nothing is sent to the tracker,
   * and the command is tried again, as when it is postponed, unless it is answered before.
   */
  void unsettled(CommandId id, Instant at, Instant until);

  /** Traccar will never send it. */
  void refused(CommandId id, Instant at);

  /**
   * An answer of a tracker came: the command that it is for, as {@link AnsweredCommandSelector}
   * finds it, is answered, if there is one. If that is the one in flight, the next one may go out
   * once the gap is over.
   */
  void answered(DeviceId device, AnswerKind kind, Instant at);

  /**
   * Takes a command back that has not been sent and is not being sent at this moment.
   *
   * @return the command as it is now, cancelled or not; empty if there is none
   */
  Optional<Command> cancel(CommandId id, Instant at);

  Optional<Command> find(CommandId id);

  /**
   * Commands, the latest first.
   *
   * @param before only lower ids
   */
  List<Command> list(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost);
}
