package peyk.domain.command;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.TrackerCommand;

/**
 * A command to a tracker.
 *
 * @param wantedAt when it was ordered
 * @param notBefore when it may be sent at the earliest
 * @param expiresAt when it is of no use any more
 * @param attempts how often this service tried to send it
 * @param sentAt when it was last handed to Traccar
 * @param endedAt when it was answered, refused, expired or cancelled
 */
public record Command(
    CommandId id,
    DeviceId device,
    CommandText text,
    CommandState state,
    CommandOrigin origin,
    Instant wantedAt,
    Instant notBefore,
    Instant expiresAt,
    int attempts,
    Optional<Instant> sentAt,
    Optional<Instant> endedAt) {
  static Command of(CommandOrder order, CommandId id, Instant now) {
    return new Command(
        id,
        order.device(),
        order.text(),
        CommandState.WANTED,
        order.origin(),
        now,
        order.notBefore(),
        order.expiresAt(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** The kind of answer that the tracker gives to it. */
  public AnswerKind expected() {
    return TrackerCommand.answerTo(text);
  }

  boolean isWaiting() {
    return state == CommandState.WANTED;
  }

  CommandPriority priority() {
    return origin.priority();
  }

  Command tried() {
    var tries = attempts + 1;
    return new Command(
        id, device, text, state, origin, wantedAt, notBefore, expiresAt, tries, sentAt, endedAt);
  }

  /** A command that was answered before it is known when it was sent stays answered. */
  Command sent(Instant time) {
    var now = isWaiting() ? CommandState.SENT : state;
    var at = Optional.of(time);
    return new Command(
        id, device, text, now, origin, wantedAt, notBefore, expiresAt, attempts, at, endedAt);
  }

  Command ended(CommandState how, Instant time) {
    var at = Optional.of(time);
    return new Command(
        id, device, text, how, origin, wantedAt, notBefore, expiresAt, attempts, sentAt, at);
  }

  /** It waits until then at least, but not beyond its end, when it expires. */
  Command postponed(Instant until) {
    var later = until.isAfter(notBefore) ? until : notBefore;
    var start = later.isBefore(expiresAt) ? later : expiresAt;
    return new Command(
        id, device, text, state, origin, wantedAt, start, expiresAt, attempts, sentAt, endedAt);
  }

  Command orderedBy(CommandOrigin who) {
    return new Command(
        id, device, text, state, who, wantedAt, notBefore, expiresAt, attempts, sentAt, endedAt);
  }
}
