package peyk.application.command;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import peyk.application.job.FanOut;
import peyk.application.job.FanOut.Work;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.CommandPostponed;
import peyk.application.monitoring.JournalEvent.CommandRefused;
import peyk.application.monitoring.JournalEvent.CommandSent;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.command.Command;
import peyk.domain.command.CommandLine;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandLines.Next.Idle;
import peyk.domain.command.CommandLines.Next.Taken;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.DeviceGateway;
import peyk.domain.time.ClusterTime;

/**
 * Sends trackers the commands that are due. Any number of processes may do so at once: {@link
 * CommandLines#takeNext} gives each command to one of them.
 */
public record DispatchCommands(
    CommandLines commands,
    CommandGateway trackers,
    DeviceGateway devices,
    CommandPolicy policy,
    Journal journal,
    ClusterTime clock)
    implements FanOut.Source {
  private static final int FIRST_ATTEMPT = 1;

  /** Commands that another replica ordered, and could not send, are found within this time. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * Takes the next command that is due. Its task sends it, and throws {@link
   * GatewayUnavailableException} if Traccar cannot be asked; the command is then tried again.
   *
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked for the next
   *     command; the task too, if the outcome cannot be stored: the command is then tried again
   *     after its answer timeout
   */
  @Override
  public Work next() {
    var now = clock.now();
    return switch (commands.takeNext(now, policy)) {
      case Taken(var command) -> new Work.Piece(() -> sendInTime(command, now));
      case Idle(var until) ->
          new Work.Nothing(
              until
                  .map(due -> Duration.between(now, due))
                  .filter(pause -> pause.compareTo(LONGEST_PAUSE) < 0)
                  .orElse(LONGEST_PAUSE));
    };
  }

  private void sendInTime(Command command, Instant takenAt) {
    if (policy.maySend(command, takenAt, clock.now())) {
      send(command);
    }
  }

  private void send(Command command) {
    try {
      switch (trackers.send(command.device(), command.text())) {
        case SENT -> sent(command, clock.now());
        case REFUSED -> notSent(command);
      }
    } catch (GatewayUnavailableException e) {
      unsettled(command, clock.now());
      throw e;
    }
  }

  private void sent(Command command, Instant now) {
    change(command, line -> line.sent(command.id(), now, policy));
    journal.record(new CommandSent(command));
  }

  /** Traccar refuses a command if the tracker is not connected, and if there is no such device. */
  private void notSent(Command command) {
    if (devices.get(command.device()).isEmpty()) {
      refused(command, clock.now());
    } else {
      postpone(command, clock.now());
    }
  }

  private void refused(Command command, Instant now) {
    change(command, line -> line.refused(command.id(), now, policy));
    journal.record(new CommandRefused(command));
  }

  private void postpone(Command command, Instant now) {
    var until = policy.retryAt(command.attempts(), now);
    change(command, line -> line.postpone(command.id(), now, until, policy));
    journal.record(new CommandPostponed(command, until));
  }

  /** The wait does not grow, because the tracker did not cause it. */
  private void unsettled(Command command, Instant now) {
    var until = policy.retryAt(FIRST_ATTEMPT, now);
    change(command, line -> line.unsettled(command.id(), now, until, policy));
    journal.record(new CommandPostponed(command, until));
  }

  private void change(Command command, UnaryOperator<CommandLine> change) {
    commands.change(command.device(), change);
  }
}
