package peyk.domain.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.DeviceId;

/**
 * The lines of all trackers. Every change of a line is atomic, and all replicas must pass times of
 * one clock. Every method throws {@link peyk.domain.StorageUnavailableException} if the database
 * cannot be asked.
 */
public interface CommandLines {
  /** The result of an order. */
  sealed interface Ordering {
    record Ordered(Command command) implements Ordering {}

    /** The same text waits for the tracker already, or was sent and may still be answered. */
    record Already(Command command) implements Ordering {}

    /** The same request was made before; this is its command, as it is now. */
    record Repeated(Command command) implements Ordering {}

    /** The idempotency key belongs to another request. */
    record KeyInUse() implements Ordering {}
  }

  /** The result of asking for the next command. */
  sealed interface Next {
    /** A command to be handed to Traccar at once. */
    record Taken(Command command) implements Next {}

    /**
     * No command may be sent now.
     *
     * @param until when to ask again, unless a line changes before; empty if no command waits
     */
    record Idle(Optional<Instant> until) implements Next {}
  }

  /**
   * Orders a command, as {@link CommandLine#order} decides.
   *
   * @param key remembered as long as the command; a second order with the same key adds nothing
   */
  Ordering order(CommandOrder order, Optional<IdempotencyKey> key, Instant now);

  /**
   * Takes the next command that may be sent now. Nobody else sends it, nor another one to its
   * tracker, until {@link CommandPolicy#takenUntil}. If this process dies before it reports the
   * outcome, the command is taken again after that. Trackers with a command of a higher priority
   * come first, and among equals the one that has been due longest. Commands that have expired end.
   */
  Next takeNext(Instant now, CommandPolicy policy);

  /**
   * Has a listener called after each change of this process that may let a command be due. It must
   * return at once. There is one listener.
   */
  void onChange(Runnable listener);

  /** Changes the line of a tracker. Nothing happens if it was never sent anything. */
  void change(DeviceId device, UnaryOperator<CommandLine> change);

  Optional<Command> find(CommandId id);

  /**
   * Commands, the latest first.
   *
   * @param before only lower ids
   */
  List<Command> list(
      Optional<DeviceId> device, Optional<CommandState> state, long before, int atMost);
}
