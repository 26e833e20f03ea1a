package peyk.application.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.command.Command;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.FailedJob;
import peyk.domain.provisioning.Provisioning;

/**
 * This service's own data of a device, known by Traccar's id.
 *
 * @param provisioning empty if this service never provisioned it
 * @param commands the latest first
 * @param answers the latest first
 * @param patches those that wait, the oldest first
 * @param failedJobs those of this device
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
   * The progress of its provisioning.
   *
   * @param command the question of this step
   */
  public record Progress(Provisioning provisioning, Optional<Command> command) {}

  /**
   * A command.
   *
   * @param answer to it, if it came over Traccar and is still stored
   */
  public record Asked(Command command, Optional<Answer> answer) {}

  /**
   * An answer of a tracker.
   *
   * @param at when Traccar received it
   * @param handledAt empty if it waits
   * @param text without passwords, and shortened
   */
  public record Answer(
      Instant at, Instant receivedAt, Optional<Instant> handledAt, AnswerKind kind, String text) {}
}
