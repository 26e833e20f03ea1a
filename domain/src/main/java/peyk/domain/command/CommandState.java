package peyk.domain.command;

import peyk.domain.text.Worded;

/** The states in the life of a command. */
public enum CommandState implements Worded {
  /** To be sent, now or later. */
  WANTED,
  /** Written to the tracker's connection, and not answered so far. */
  SENT,
  ANSWERED,
  /** Traccar will never send it, because it does not know the device any more. */
  REFUSED,
  /** It could not be sent before its end. */
  EXPIRED,
  /** Taken back before it was sent: by an operator, or because a more urgent order replaced it. */
  CANCELLED
}
