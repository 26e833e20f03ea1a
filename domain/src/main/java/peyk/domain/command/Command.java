package peyk.domain.command;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/**
 * A command to a tracker.
 *
 * @param origin who or what wanted it, e.g. {@code admin}, {@code reaction}, {@code provisioning},
 *     {@code schedule balance 2026-11-24T06:00:00Z}
 * @param notBefore when it may be sent at the earliest
 * @param expiresAt when it is of no use any more
 * @param attempts how often it was tried to send it
 * @param sentAt when it was last handed to Traccar
 * @param endedAt when it was answered, refused, expired or cancelled
 */
public record Command(
    CommandId id,
    DeviceId device,
    CommandText text,
    CommandState state,
    String origin,
    Instant wantedAt,
    Instant notBefore,
    Instant expiresAt,
    int attempts,
    Optional<Instant> sentAt,
    Optional<Instant> endedAt) {
  /** The kind of answer that it waits for, or had. */
  public AnswerKind expected() {
    return AnswerKind.expectedOf(text);
  }
}
