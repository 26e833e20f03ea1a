package peyk.domain.command;

import java.util.Locale;

/** Where a command stands in its life. */
public enum CommandState {
  /** To be sent, now or later. */
  WANTED,
  /** Written to the tracker's connection; it has not answered, or not yet. */
  SENT,
  ANSWERED,
  /** Traccar will never send it: it does not know the device any more. */
  REFUSED,
  /** It could not be sent while it was still of use. */
  EXPIRED,
  /** An operator has taken it back before it was sent. */
  CANCELLED;

  /** The name in lower case, as the admin API and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
