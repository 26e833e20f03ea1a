package peyk.domain.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import peyk.domain.account.AccountId;
import peyk.domain.device.AttributeBudget;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerReply.Registered;

/**
 * What the changes that wait for a device come to, all together: one state to write, and what else
 * follows.
 *
 * @param device as it is to be written; it fits Traccar
 * @param replies what each answer among the changes meant, in order
 * @param completion what is to be stored once the device has been written
 * @param tooLong whether the attributes did not fit, so that none of them changes
 */
public record DeviceUpdate(
    Device device, List<TrackerReply> replies, Completion completion, boolean tooLong) {

  /** All that bears on an update besides the changes and the device. */
  public record Circumstances(
      Optional<AccountId> owner, Map<String, String> keptAside, Instant now) {}

  /**
   * Lets the changes have their effect in order.
   *
   * @param naming finds the name that is due to the device of that owner, if one is; asked once at
   *     most
   */
  public static DeviceUpdate of(
      List<DeviceChange> changes,
      Device before,
      Circumstances circumstances,
      TrackerReplyParser parser,
      TrackerReactions reactions,
      BiFunction<AccountId, Device, Optional<String>> naming) {
    var device = before;
    for (var list : circumstances.keptAside().entrySet()) {
      device = device.with(list.getKey(), list.getValue());
    }
    var replies = new ArrayList<TrackerReply>();
    var commands = new ArrayList<CommandText>();
    var namedFor = Optional.<AccountId>empty();
    for (var change : changes) {
      switch (change) {
        case Patch(var sequence, var patch) -> device = patch.applyTo(device);
        case Answer answer -> {
          var reply = parser.parse(answer.result());
          var name = Optional.<String>empty();
          if (reply instanceof Registered
              && namedFor.isEmpty()
              && circumstances.owner().isPresent()) {
            namedFor = circumstances.owner();
            name = naming.apply(namedFor.get(), device);
          }
          var reaction = reactions.react(reply, device, name, circumstances.now());
          device = reaction.device();
          commands.addAll(reaction.commands());
          replies.add(reply);
        }
      }
    }
    var fit = AttributeBudget.fit(before, device);
    var fitAgain =
        circumstances.keptAside().keySet().stream()
            .filter(list -> !fit.keptAside().containsKey(list))
            .toList();
    var sequences = changes.stream().map(DeviceChange::sequence).toList();
    var completion = new Completion(sequences, commands, fit.keptAside(), fitAgain, namedFor);
    return new DeviceUpdate(fit.device(), List.copyOf(replies), completion, fit.dropped());
  }
}
