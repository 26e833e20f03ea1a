package peyk.domain.command;

import java.time.Instant;
import peyk.domain.device.AnswerKind;

/**
 * The properties of a tracker's answer by which its command is found.
 *
 * @param at when the answer was received
 */
public record CommandAnswer(AnswerKind kind, Instant at) {}
