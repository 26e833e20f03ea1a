package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;

/** The changes that wait to be written to Traccar. Each wakes the job of its device. */
public interface DeviceChangeRepository {
  /** The oldest waiting changes, in order of sequence. */
  List<DeviceChange> waiting(DeviceId device, int atMost);

  /** The answers of a device that had their effect, and that Traccar received after a time. */
  List<DeviceChange.Answer> handledAfter(DeviceId device, Instant time);

  /** The oldest waiting patches, in order of sequence, without other changes. */
  List<DevicePatch> waitingPatches(DeviceId device, int atMost);

  /** The owner in the newest waiting patch that sets one. */
  Optional<AccountId> waitingAssignee(DeviceId device);

  void add(DeviceId device, DevicePatch patch);

  /**
   * Waits until no patch waits for the device.
   *
   * @return false if the time was up first; the patches stay
   */
  boolean awaitPatched(DeviceId device, Duration atMost);

  /** The parameter lists, by attribute, that are too long for Traccar. */
  Map<String, String> overflow(DeviceId device);

  /** Marks changes as done and stores what follows from them, in one transaction. */
  void complete(DeviceId device, Completion completion);

  /**
   * The consequences of written changes.
   *
   * @param sequences of the changes
   * @param answers of the tracker, in order
   * @param commands for the tracker, in order, unless an equal one is in progress after the answers
   * @param overflow parameter lists, by attribute, that were too long for Traccar
   * @param fitsAgain attributes that Traccar has in full, so that their overflow is deleted
   * @param namedFor the owner for whom the device now has its name
   */
  record Completion(
      Collection<Long> sequences,
      List<CommandAnswer> answers,
      List<CommandText> commands,
      Map<String, String> overflow,
      Collection<String> fitsAgain,
      Optional<AccountId> namedFor) {
    public Completion {
      sequences = List.copyOf(sequences);
      answers = List.copyOf(answers);
      commands = List.copyOf(commands);
      overflow = Map.copyOf(overflow);
      fitsAgain = List.copyOf(fitsAgain);
    }

    /** Drops the changes of a deleted device. */
    public static Completion dropped(List<DeviceChange> changes) {
      return new Completion(
          changes.stream().map(DeviceChange::sequence).toList(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          Optional.empty());
    }
  }
}
