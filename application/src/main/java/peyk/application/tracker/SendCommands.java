package peyk.application.tracker;

import java.time.Duration;
import java.time.InstantSource;
import peyk.application.job.Job;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.CommandOutcome;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.WantedCommand;
import peyk.domain.tracker.WantedCommandRepository;

/**
 * Sends a tracker the commands that wait for it, one after another: a tracker answers in order and
 * says nothing of what it answers to, so each gets time for its answer before the next goes out.
 */
public final class SendCommands implements Job {
  public static final String KIND = "send-commands";

  private final WantedCommandRepository wanted;
  private final CommandGateway commands;
  private final InstantSource clock;
  private final Duration gap;
  private final Duration retryPause;
  private final Duration lifetime;

  /**
   * @param gap between two commands to one tracker
   * @param retryPause before a command that a tracker could not be sent is tried again
   * @param lifetime after which a command that could not be sent is dropped
   */
  public SendCommands(
      WantedCommandRepository wanted,
      CommandGateway commands,
      InstantSource clock,
      Duration gap,
      Duration retryPause,
      Duration lifetime) {
    this.wanted = wanted;
    this.commands = commands;
    this.clock = clock;
    this.gap = gap;
    this.retryPause = retryPause;
    this.lifetime = lifetime;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Next run(String instance) {
    var device = new DeviceId(Long.parseLong(instance));
    var next = wanted.next(device);
    while (next.isPresent() && isExpired(next.get())) {
      wanted.remove(next.get());
      next = wanted.next(device);
    }
    return next.map(command -> send(device, command)).orElseGet(Next.Done::new);
  }

  private boolean isExpired(WantedCommand command) {
    return !clock.instant().isBefore(command.wantedAt().plus(lifetime));
  }

  private Next send(DeviceId device, WantedCommand command) {
    if (commands.send(device, command.text()) == CommandOutcome.REFUSED) {
      return new Next.Again(retryPause);
    }
    wanted.remove(command);
    return new Next.Again(gap);
  }
}
