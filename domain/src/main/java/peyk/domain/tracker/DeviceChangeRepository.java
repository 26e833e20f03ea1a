package peyk.domain.tracker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;

/** The changes that wait to be written to Traccar, in order; each wakes the job of its device. */
public interface DeviceChangeRepository {
  /** The oldest changes that wait for a device, in order of sequence. */
  List<DeviceChange> waiting(DeviceId device, int atMost);

  /** The oldest patches that wait for a device, in order of sequence, whatever else waits. */
  List<DevicePatch> waitingPatches(DeviceId device, int atMost);

  /** The owner that the newest waiting patch will write to the device, if one does. */
  Optional<AccountId> waitingAssignee(DeviceId device);

  void add(DeviceId device, DevicePatch patch);

  /**
   * Waits until no patch waits for the device.
   *
   * @return false if the time was up first; they will still be carried out
   */
  boolean awaitPatched(DeviceId device, Duration atMost);

  /** The parameter lists, by attribute, that were too long for Traccar and are kept here. */
  Map<String, String> overflow(DeviceId device);

  /** Stores that changes have had their effect, and what follows from it: all or nothing. */
  void complete(DeviceId device, Completion completion);

  /**
   * What follows from changes that were written.
   *
   * @param sequences of the changes
   * @param answers among the changes, in order: each answers the command that it is for
   * @param commands to be sent to the tracker, in order, unless the same is under way after the
   *     answers
   * @param overflow parameter lists, by attribute, that were too long for Traccar
   * @param fitsAgain attributes whose lists Traccar has, so that none is kept aside any more
   * @param namedFor the owner for whom the device has its name now
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

    /** Of changes that can have no effect because their device is gone. */
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
