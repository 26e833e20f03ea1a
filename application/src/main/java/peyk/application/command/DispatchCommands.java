package peyk.application.command;

import java.time.Instant;
import java.time.InstantSource;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.CommandPostponed;
import peyk.application.monitoring.JournalEvent.CommandRefused;
import peyk.application.monitoring.JournalEvent.CommandSent;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.command.Command;
import peyk.domain.command.CommandPolicy;
import peyk.domain.command.CommandRepository;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.DeviceGateway;

/**
 * Sends trackers the commands that are due, one at each call. Any number of threads of any number
 * of processes may do so at once: the repository sees to it that each command is sent once, and
 * none too early.
 */
public final class DispatchCommands {
  private static final int FIRST_ATTEMPT = 1;

  private final CommandRepository commands;
  private final CommandGateway trackers;
  private final DeviceGateway devices;
  private final CommandPolicy policy;
  private final Journal journal;
  private final InstantSource clock;

  public DispatchCommands(
      CommandRepository commands,
      CommandGateway trackers,
      DeviceGateway devices,
      CommandPolicy policy,
      Journal journal,
      InstantSource clock) {
    this.commands = commands;
    this.trackers = trackers;
    this.devices = devices;
    this.policy = policy;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Takes the next command and sends it.
   *
   * @return false if none was due
   * @throws GatewayUnavailableException if Traccar cannot be asked; the command will be tried again
   * @throws peyk.domain.StorageUnavailableException if there is no telling what is due, or what
   *     became of a command: then that is tried again once nobody waits for its answer any more
   */
  public boolean dispatchOne() {
    var takenAt = clock.instant();
    var next = commands.take(takenAt);
    next.filter(command -> policy.maySend(command, takenAt, clock.instant())).ifPresent(this::send);
    return next.isPresent();
  }

  private void send(Command command) {
    try {
      switch (trackers.send(command.device(), command.text())) {
        case SENT -> sent(command);
        case REFUSED -> putOff(command);
      }
    } catch (GatewayUnavailableException e) {
      leaveUnsettled(command);
      throw e;
    }
  }

  /** The tracker is not to blame: others would wait as long for Traccar. */
  private void leaveUnsettled(Command command) {
    var now = clock.instant();
    var until = policy.retryAt(FIRST_ATTEMPT, now);
    commands.unsettled(command.id(), now, until);
    journal.record(new CommandPostponed(command, until));
  }

  private void sent(Command command) {
    commands.sent(command.id(), clock.instant());
    journal.record(new CommandSent(command));
  }

  private void putOff(Command command) {
    if (devices.get(command.device()).isEmpty()) {
      commands.refused(command.id(), clock.instant());
      journal.record(new CommandRefused(command));
    } else {
      postpone(command, clock.instant());
    }
  }

  private void postpone(Command command, Instant now) {
    var until = policy.retryAt(command.attempts(), now);
    commands.postponed(command.id(), now, until);
    journal.record(new CommandPostponed(command, until));
  }
}
