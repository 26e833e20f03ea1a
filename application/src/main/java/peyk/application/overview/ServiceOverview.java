package peyk.application.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.command.AnswerKind;
import peyk.domain.command.Command;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.FailedJob;
import peyk.domain.provisioning.Provisioning;

/**
 * What this service has to do with a device: what it knows by Traccar's id.
 *
 * @param provisioning empty if it was never provisioned by this service
 * @param commands the latest first
 * @param answers the latest first
 * @param patches those that wait, the oldest first
 * @param failedJobs those about this device
 */
public record ServiceOverview(
    DeviceId device,
    DeviceClaim claim,
    Optional<Progress> provisioning,
    List<Asked> commands,
    List<Answer> answers,
    List<DevicePatch> patches,
    List<FailedJob> failedJobs) {
  public ServiceOverview {
    commands = List.copyOf(commands);
    answers = List.copyOf(answers);
    patches = List.copyOf(patches);
    failedJobs = List.copyOf(failedJobs);
  }

  /**
   * How far it has been provisioned.
   *
   * @param command what it is being asked in this step
   */
  public record Progress(Provisioning provisioning, Optional<Command> command) {}

  /**
   * A command.
   *
   * @param answer to it, if it came over Traccar and is not forgotten yet
   */
  public record Asked(Command command, Optional<Answer> answer) {}

  /**
   * What a tracker answered.
   *
   * @param at when Traccar received it
   * @param handledAt empty if it waits
   * @param text without passwords, and shortened
   */
  public record Answer(
      Instant at, Instant receivedAt, Optional<Instant> handledAt, AnswerKind kind, String text) {}
}
