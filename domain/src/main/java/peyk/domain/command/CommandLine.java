package peyk.domain.command;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import peyk.domain.device.DeviceId;

/**
 * The commands of one tracker: those that wait, the one in flight, and the latest that were sent. A
 * tracker gets one command at a time, because its answers do not say which command they are for.
 * All methods are pure; each returns the line as it is afterwards.
 *
 * @param commands by id; ended ones may be missing
 * @param inFlight the command that was taken last, unless Traccar certainly did not send it
 * @param busyUntil nothing is sent to the tracker before then
 * @param gapUntil nor before then, even if the tracker answers earlier
 */
public record CommandLine(
    DeviceId device,
    List<Command> commands,
    Optional<CommandId> inFlight,
    Instant busyUntil,
    Instant gapUntil) {
  private static final Comparator<Command> FIRST =
      Comparator.comparing(Command::priority)
          .thenComparing(Command::notBefore)
          .thenComparingLong(command -> command.id().value());

  private static final Comparator<Command> LATEST =
      Comparator.comparing((Command command) -> command.sentAt().orElseThrow())
          .thenComparingLong(command -> command.id().value())
          .reversed();

  public CommandLine {
    commands = List.copyOf(commands);
  }

  /** A tracker that was never sent anything. */
  public static CommandLine empty(DeviceId device) {
    return new CommandLine(device, List.of(), Optional.empty(), Instant.EPOCH, Instant.EPOCH);
  }

  /** The same line with other commands. */
  public CommandLine with(List<Command> others) {
    return new CommandLine(device, others, inFlight, busyUntil, gapUntil);
  }

  public Optional<Command> find(CommandId id) {
    return commands.stream().filter(command -> command.id().equals(id)).findFirst();
  }

  /**
   * When the tracker may be sent its next command of this or a higher priority; empty if none
   * waits.
   */
  public Optional<Instant> dueAt(CommandPriority lowest) {
    return waiting()
        .filter(command -> !lowest.isHigherThan(command.priority()))
        .map(Command::notBefore)
        .min(Comparator.naturalOrder())
        .map(time -> time.isAfter(busyUntil) ? time : busyUntil);
  }

  /**
   * The command because of which an order adds none: the same text that waits, or that was sent and
   * may still be answered. A schedule may repeat what was sent.
   */
  public Optional<Command> underWay(CommandOrder order, Instant now) {
    var isScheduled = order.origin().priority() == CommandPriority.SCHEDULE;
    return commands.stream()
        .filter(command -> command.text().equals(order.text()))
        .filter(command -> command.isWaiting() || !isScheduled && isAwaited(command, now))
        .findFirst();
  }

  private boolean isAwaited(Command command, Instant now) {
    return command.state() == CommandState.SENT && isBusyWith(command, now);
  }

  /**
   * Adds a command, unless the same is under way.
   *
   * @param id of the command, if one is added; higher than all before
   */
  public CommandLine order(CommandOrder order, CommandId id, Instant now) {
    var line = expire(now).giveWay(order, now);
    return line.underWay(order, now).isPresent() ? line : line.plus(Command.of(order, id, now));
  }

  /**
   * Lets an order of higher priority not wait behind a whole fleet for a command that is here
   * already: a schedule's command is cancelled, because firings are counted, and any other becomes
   * the order's.
   */
  private CommandLine giveWay(CommandOrder order, Instant now) {
    return change(
        command ->
            command.text().equals(order.text())
                && mayEnd(command, now)
                && order.origin().priority().isHigherThan(command.priority()),
        command ->
            command.priority() == CommandPriority.SCHEDULE
                ? command.ended(CommandState.CANCELLED, now)
                : command.orderedBy(order.origin()));
  }

  /** Ends the commands that have expired, except one that is being sent at this moment. */
  public CommandLine expire(Instant now) {
    return change(
        command -> mayEnd(command, now) && !command.expiresAt().isAfter(now),
        command -> command.ended(CommandState.EXPIRED, now));
  }

  /** Cancels a command, unless it was sent, is being sent at this moment, or has ended. */
  public CommandLine cancel(CommandId id, Instant now) {
    return change(
        command -> command.id().equals(id) && mayEnd(command, now),
        command -> command.ended(CommandState.CANCELLED, now));
  }

  /** The command to be sent now, if one may be; to be asked after {@link #expire}. */
  public Optional<Command> next(Instant now) {
    return busyUntil.isAfter(now)
        ? Optional.empty()
        : waiting().filter(command -> !command.notBefore().isAfter(now)).min(FIRST);
  }

  /**
   * Reserves the tracker for a command that somebody begins to send, until {@link
   * CommandPolicy#takenUntil}.
   */
  public CommandLine take(CommandId id, Instant now, CommandPolicy policy) {
    var until = policy.takenUntil(now);
    return change(id, Command::tried).flight(Optional.of(id), until, until);
  }

  /** Traccar took the command. Its answer may have come before; then the command stays answered. */
  public CommandLine sent(CommandId id, Instant at, CommandPolicy policy) {
    var line = change(id, command -> command.sent(at));
    var gap = at.plus(policy.gap());
    var isAnswered = find(id).filter(one -> one.state() == CommandState.ANSWERED).isPresent();
    return isInFlight(id)
        ? line.flight(inFlight, isAnswered ? gap : at.plus(policy.answerTimeout()), gap)
        : line;
  }

  /**
   * Traccar did not send the command; it is tried again then, unless it expires before. The
   * commands that wait now are not tried earlier either, so that their order holds; one that is
   * ordered later is, after the gap.
   */
  public CommandLine postpone(CommandId id, Instant at, Instant until, CommandPolicy policy) {
    return isWaiting(id) ? postponed(until).release(id, Optional.empty(), at, policy) : this;
  }

  /**
   * Traccar did not say whether it sent the command. It is tried again as after {@link #postpone},
   * unless the tracker answers it before.
   */
  public CommandLine unsettled(CommandId id, Instant at, Instant until, CommandPolicy policy) {
    return isWaiting(id) ? postponed(until).release(id, inFlight, at, policy) : this;
  }

  /** Traccar will never send the command. */
  public CommandLine refused(CommandId id, Instant at, CommandPolicy policy) {
    return isWaiting(id)
        ? change(id, command -> command.ended(CommandState.REFUSED, at))
            .release(id, Optional.empty(), at, policy)
        : this;
  }

  private CommandLine postponed(Instant until) {
    return change(Command::isWaiting, command -> command.postponed(until));
  }

  /** The next command may go out after the gap, also after a refusal: Traccar may be wrong. */
  private CommandLine release(
      CommandId id, Optional<CommandId> then, Instant at, CommandPolicy policy) {
    var until = at.plus(policy.gap());
    return isInFlight(id) ? flight(then, until, until) : this;
  }

  /** The tracker gave these answers, in this order. */
  public CommandLine answered(List<CommandAnswer> answers) {
    var line = this;
    for (var answer : answers) {
      line = line.answered(answer);
    }
    return line;
  }

  /**
   * Ends the command that the answer is for, as {@link AnsweredCommandSelector} finds it, if there
   * is one. After the command in flight, the next may go out once the gap is over.
   */
  public CommandLine answered(CommandAnswer answer) {
    return AnsweredCommandSelector.select(latestFirst(), answer)
        .map(command -> answered(command.id(), answer.at()))
        .orElse(this);
  }

  private CommandLine answered(CommandId id, Instant at) {
    var line = change(id, command -> command.ended(CommandState.ANSWERED, at));
    return isInFlight(id) ? line.flight(inFlight, gapUntil, gapUntil) : line;
  }

  /** The commands that the tracker was sent or is being sent. */
  private List<Command> latestFirst() {
    var sent =
        commands.stream()
            .filter(command -> command.sentAt().isPresent() && !isInFlight(command.id()))
            .sorted(LATEST);
    return Stream.concat(inFlight.flatMap(this::find).stream(), sent)
        .limit(AnsweredCommandSelector.LATEST)
        .toList();
  }

  private Stream<Command> waiting() {
    return commands.stream().filter(Command::isWaiting);
  }

  private boolean isWaiting(CommandId id) {
    return find(id).filter(Command::isWaiting).isPresent();
  }

  private boolean mayEnd(Command command, Instant now) {
    return command.isWaiting() && !isBusyWith(command, now);
  }

  private boolean isBusyWith(Command command, Instant now) {
    return isInFlight(command.id()) && busyUntil.isAfter(now);
  }

  private boolean isInFlight(CommandId id) {
    return inFlight.equals(Optional.of(id));
  }

  private CommandLine change(CommandId id, UnaryOperator<Command> change) {
    return change(command -> command.id().equals(id), change);
  }

  private CommandLine change(Predicate<Command> which, UnaryOperator<Command> change) {
    var changed =
        commands.stream()
            .map(command -> which.test(command) ? change.apply(command) : command)
            .toList();
    return with(changed);
  }

  private CommandLine plus(Command command) {
    return with(Stream.concat(commands.stream(), Stream.of(command)).toList());
  }

  private CommandLine flight(Optional<CommandId> id, Instant newBusyUntil, Instant newGapUntil) {
    return new CommandLine(device, commands, id, newBusyUntil, newGapUntil);
  }
}
