package peyk.domain.command;

import java.time.Instant;
import peyk.domain.device.AnswerKind;

/**
 * What a tracker's answer tells about the command that it is for.
 *
 * @param at when the answer was received
 */
public record CommandAnswer(AnswerKind kind, Instant at) {}
