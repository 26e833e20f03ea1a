package peyk.application.command;

import java.time.Instant;
import peyk.domain.command.Command;

/** Told of how commands are sent, for those who watch the service. */
public interface CommandJournal {
  void sent(Command command);

  /**
   * The tracker is not connected, or Traccar cannot be asked.
   *
   * @param until when it is tried again, unless it expires before
   */
  void postponed(Command command, Instant until);

  /** Traccar does not know the device any more. */
  void refused(Command command);
}
