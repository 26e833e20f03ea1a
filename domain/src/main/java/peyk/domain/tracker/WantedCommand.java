package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.device.CommandText;

/** A command that waits to be sent to a tracker. */
public record WantedCommand(long id, CommandText text, Instant wantedAt) {}
