package peyk.domain.tracker;

import java.util.List;
import java.util.Optional;
import peyk.domain.tracker.TrackerReply.AllParameters;
import peyk.domain.tracker.TrackerReply.NewValues;
import peyk.domain.tracker.TrackerReply.ParametersRead;
import peyk.domain.tracker.TrackerReply.ParametersSet;

/**
 * Answers that come late, for example after a gap in the connection to Traccar, must not overwrite
 * newer ones that had their effect before.
 */
final class OutdatedAnswers {
  private OutdatedAnswers() {}

  /**
   * The part of an answer that still counts; empty if none does.
   *
   * @param newer answers that the tracker gave later and that had their effect
   */
  static Optional<TrackerReply> rest(TrackerReply reply, List<TrackerReply> newer) {
    var left = Optional.of(reply);
    for (var other : newer) {
      left = left.flatMap(present -> rest(present, other));
    }
    return left;
  }

  private static Optional<TrackerReply> rest(TrackerReply reply, TrackerReply newer) {
    return switch (reply) {
      case ParametersSet(var changed) when newer instanceof ParametersSet(var later) ->
          without(changed, later).map(ParametersSet::new);
      case ParametersSet _ when newer instanceof AllParameters -> Optional.empty();
      case NewValues(var changed) when newer instanceof NewValues(var later) ->
          without(changed, later).map(NewValues::new);
      case NewValues _ when newer instanceof ParametersRead -> Optional.empty();
      default -> newer.getClass() == reply.getClass() ? Optional.empty() : Optional.of(reply);
    };
  }

  private static Optional<ParameterList> without(ParameterList changed, ParameterList later) {
    return Optional.of(changed.without(later)).filter(list -> !list.values().isEmpty());
  }
}
