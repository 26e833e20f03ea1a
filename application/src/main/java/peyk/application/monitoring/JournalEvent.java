package peyk.application.monitoring;

import java.time.Instant;
import java.util.List;
import peyk.domain.account.Account;
import peyk.domain.command.Command;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.Finding;
import peyk.domain.firmware.Release;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.tracker.TrackerReply;

/** Something that the service did by itself, for those who watch it. */
public sealed interface JournalEvent {
  /**
   * A phone had the right code and got no token.
   *
   * @param reason {@code administrator}, or {@code number_of_another}: another user of Traccar
   *     holds the number, or this user had another number before
   */
  record SignInRefused(Account account, String reason) implements JournalEvent {}

  /** The operator or the gateway rejected a text that the gateway had taken. */
  record TextRejected() implements JournalEvent {}

  record CommandSent(Command command) implements JournalEvent {}

  /**
   * The tracker is not connected, or Traccar cannot be asked.
   *
   * @param until when the command is sent again, unless it expires before
   */
  record CommandPostponed(Command command, Instant until) implements JournalEvent {}

  /** Traccar no longer knows the device. */
  record CommandRefused(Command command) implements JournalEvent {}

  /** An answer was parsed, and its effect on the device was written. */
  record TrackerAnswered(DeviceId device, TrackerReply reply) implements JournalEvent {}

  /** A parameter list was too long for Traccar and is kept in our own table. */
  record ListOverflowed(DeviceId device, String attribute, int length) implements JournalEvent {}

  /** The attributes are too long for Traccar even without parameter lists. None was changed. */
  record AttributesTooLong(DeviceId device) implements JournalEvent {}

  /** Traccar no longer has the device. Its waiting changes were dropped. */
  record ChangesDropped(DeviceId device) implements JournalEvent {}

  record RolloutAdvanced(Release release, int stage) implements JournalEvent {}

  record RolloutPaused(Release release, String reason) implements JournalEvent {}

  /** A tracker came online for the first time. */
  record ProvisioningStarted(DeviceId device) implements JournalEvent {}

  record ProvisioningDone(DeviceId device) implements JournalEvent {}

  /**
   * The tracker took too long.
   *
   * @param at the step that it did not pass
   */
  record ProvisioningGivenUp(DeviceId device, ProvisioningStep at) implements JournalEvent {}

  /** Traccar no longer has the device that was being provisioned. */
  record ProvisioningEnded(DeviceId device) implements JournalEvent {}

  /** A firing has ordered all its commands; it has an ending. */
  record ScheduleFired(Firing firing) implements JournalEvent {}

  /** A schedule was due and did not fire, because its last firing has not ended. */
  record ScheduleSkipped(ScheduleName schedule, Instant dueAt) implements JournalEvent {}

  record UssdRead(UssdOutcome outcome) implements JournalEvent {}

  /** Findings that the last check of the subscription did not have, or with other severity. */
  record FindingsChanged(List<Finding> news) implements JournalEvent {
    public FindingsChanged {
      news = List.copyOf(news);
    }
  }

  /**
   * This service is subscribed to all devices, after it was not or after it linked new ones.
   *
   * @param devices how many the server has
   */
  record Subscribed(int devices, int newlyLinked) implements JournalEvent {}

  /**
   * A step of a worker of this process failed; it is taken again.
   *
   * @param worker its name
   */
  record StepFailed(String worker, Throwable cause) implements JournalEvent {}

  /** The subscription could not be checked, for another reason than the last time. */
  record SubscriptionCheckFailed(String reason) implements JournalEvent {}
}
