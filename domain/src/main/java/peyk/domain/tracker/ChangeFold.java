package peyk.domain.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.AttributeBudget;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.TrackerReply.Registered;

/**
 * The combined result of the changes that wait for a device.
 *
 * @param device as it is to be written; it fits Traccar
 * @param replies the meaning of each answer, in order
 * @param completion stored after the device was written
 * @param tooLong whether the attributes did not fit, so that none of them changes
 */
public record ChangeFold(
    Device device, List<TrackerReply> replies, Completion completion, boolean tooLong) {

  /**
   * The state besides the changes and the device.
   *
   * @param handled answers that had their effect; newer ones than a change are not overwritten
   */
  public record Circumstances(
      Optional<AccountId> owner, Map<String, String> overflow, List<Answer> handled, Instant now) {}

  /**
   * Applies the changes in order, but answers in the order in which the tracker gave them.
   *
   * @param naming finds the new name of the owner's device, if one is due; called at most once
   */
  public static ChangeFold of(
      List<DeviceChange> changes,
      Device before,
      Circumstances circumstances,
      TrackerReplyParser parser,
      TrackerReactions reactions,
      BiFunction<AccountId, Device, Optional<String>> naming) {
    var fold = new Fold(before, circumstances, parser, reactions, naming);
    var answers =
        changes.stream()
            .filter(Answer.class::isInstance)
            .map(Answer.class::cast)
            .sorted(Comparator.comparing(Answer::at))
            .iterator();
    for (var change : changes) {
      switch (change) {
        case Patch(_, var patch) -> fold.device = patch.applyTo(fold.device);
        case Answer _ -> fold.react(answers.next());
      }
    }
    return fold.result(before, changes);
  }

  private static final class Fold {
    private final Circumstances circumstances;
    private final TrackerReplyParser parser;
    private final TrackerReactions reactions;
    private final BiFunction<AccountId, Device, Optional<String>> naming;
    private final List<TrackerReply> replies = new ArrayList<>();
    private final List<CommandAnswer> answers = new ArrayList<>();
    private final List<CommandText> commands = new ArrayList<>();
    private Device device;
    private Optional<AccountId> namedFor = Optional.empty();

    Fold(
        Device before,
        Circumstances circumstances,
        TrackerReplyParser parser,
        TrackerReactions reactions,
        BiFunction<AccountId, Device, Optional<String>> naming) {
      this.circumstances = circumstances;
      this.parser = parser;
      this.reactions = reactions;
      this.naming = naming;
      device = withOverflow(before);
    }

    /** Overflow kept here is newer than the list in Traccar. */
    private Device withOverflow(Device before) {
      var whole = before;
      for (var list : circumstances.overflow().entrySet()) {
        whole = whole.with(list.getKey(), list.getValue());
      }
      return whole;
    }

    void react(Answer answer) {
      var reply = parser.parse(answer.result());
      replies.add(reply);
      answers.add(new CommandAnswer(reply.kind(), answer.at()));
      OutdatedAnswers.rest(reply, handledAfter(answer.at())).ifPresent(this::apply);
    }

    private List<TrackerReply> handledAfter(Instant time) {
      return circumstances.handled().stream()
          .filter(handled -> handled.at().isAfter(time))
          .sorted(Comparator.comparing(Answer::at))
          .map(handled -> parser.parse(handled.result()))
          .toList();
    }

    private void apply(TrackerReply reply) {
      var name = reply instanceof Registered ? name() : Optional.<String>empty();
      var reaction = reactions.react(reply, device, name, circumstances.now());
      device = reaction.device();
      commands.addAll(reaction.commands());
    }

    private Optional<String> name() {
      if (namedFor.isPresent()) {
        return Optional.empty();
      }
      namedFor = circumstances.owner();
      return namedFor.flatMap(owner -> naming.apply(owner, device));
    }

    ChangeFold result(Device before, List<DeviceChange> changes) {
      var fit = AttributeBudget.fit(before, device);
      var fitsAgain =
          circumstances.overflow().keySet().stream()
              .filter(list -> !fit.overflow().containsKey(list))
              .toList();
      var sequences = changes.stream().map(DeviceChange::sequence).toList();
      var completion =
          new Completion(sequences, answers, commands, fit.overflow(), fitsAgain, namedFor);
      return new ChangeFold(fit.device(), List.copyOf(replies), completion, fit.dropped());
    }
  }
}
