package peyk.domain.tracker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import peyk.domain.device.AnswerKind;
import peyk.domain.tracker.TrackerReply.AllParameters;
import peyk.domain.tracker.TrackerReply.Imsi;
import peyk.domain.tracker.TrackerReply.NewValues;
import peyk.domain.tracker.TrackerReply.ParametersRead;
import peyk.domain.tracker.TrackerReply.ParametersSet;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Value;
import peyk.domain.tracker.TrackerReply.Version;

/**
 * Answers that come late, for example after a gap in the connection to Traccar, must not overwrite
 * newer ones that had their effect before.
 */
final class OutdatedAnswers {
  private OutdatedAnswers() {}

  /**
   * The part of an answer that still counts; empty if none does.
   *
   * @param newer answers that the tracker gave later and that had their effect, oldest first
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
      case AllParameters(var list) when newer instanceof ParametersSet(var later) ->
          Optional.of(new AllParameters(merged(list, later)));
      case NewValues(var changed) when newer instanceof NewValues(var later) ->
          without(changed, later).map(NewValues::new);
      case NewValues _ when newer instanceof ParametersRead -> Optional.empty();
      case ParametersRead(var list) when newer instanceof NewValues(var later) ->
          Optional.of(new ParametersRead(merged(list, later)));
      case Registered registered -> rest(registered, newer);
      case Imsi _ -> fieldsOf(newer).imsi().isPresent() ? Optional.empty() : Optional.of(reply);
      case Value(var kind, _, _) when kind == AnswerKind.PASSWORD ->
          fieldsOf(newer).password().isPresent() ? Optional.empty() : Optional.of(reply);
      case Version(var firmware, var model) when newer instanceof Registered later ->
          Optional.of(new Version(later.firmware().orElse(firmware), model));
      default ->
          newer.getClass() == reply.getClass() && newer.kind() == reply.kind()
              ? Optional.empty()
              : Optional.of(reply);
    };
  }

  private static Optional<ParameterList> without(ParameterList changed, ParameterList later) {
    return Optional.of(changed.without(later)).filter(list -> !list.values().isEmpty());
  }

  private static String merged(String list, ParameterList later) {
    return ParameterList.readable(list).merge(later).text();
  }

  /** A registration without any fields left still names the device, unless a newer one did. */
  private static Optional<TrackerReply> rest(Registered registered, TrackerReply newer) {
    var later = fieldsOf(newer);
    var rest =
        new Registered(
            without(registered.imsi(), later.imsi()),
            without(registered.operatorName(), later.operatorName()),
            without(registered.firmware(), later.firmware()),
            without(registered.hardwareRevision(), later.hardwareRevision()),
            without(registered.password(), later.password()),
            later.type().isPresent() ? OptionalLong.empty() : registered.type(),
            registered.at());
    return newer instanceof Registered && isEmpty(rest) ? Optional.empty() : Optional.of(rest);
  }

  private static boolean isEmpty(Registered registered) {
    return registered.type().isEmpty()
        && Stream.of(
                registered.imsi(),
                registered.operatorName(),
                registered.firmware(),
                registered.hardwareRevision(),
                registered.password())
            .allMatch(Optional::isEmpty);
  }

  private static <T> Optional<T> without(Optional<T> field, Optional<T> later) {
    return later.isPresent() ? Optional.empty() : field;
  }

  /** The fields of a registration that an answer sets. */
  private static Registered fieldsOf(TrackerReply reply) {
    return switch (reply) {
      case Registered registered -> registered;
      case Imsi(var digits) -> fields(Optional.of(digits), Optional.empty(), Optional.empty());
      case Version(var firmware, _) ->
          fields(Optional.empty(), Optional.of(firmware), Optional.empty());
      case Value(var kind, _, var password)
          when kind == AnswerKind.PASSWORD && !password.isEmpty() ->
          fields(Optional.empty(), Optional.empty(), Optional.of(password));
      default -> fields(Optional.empty(), Optional.empty(), Optional.empty());
    };
  }

  private static Registered fields(
      Optional<String> imsi, Optional<Object> firmware, Optional<Object> password) {
    return new Registered(
        imsi,
        Optional.empty(),
        firmware,
        Optional.empty(),
        password,
        OptionalLong.empty(),
        Optional.empty());
  }
}
