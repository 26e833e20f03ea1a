package peyk.domain.command;

/** Which commands go first, among trackers and among those of one tracker; the highest first. */
public enum CommandPriority {
  /** An operator waits for it. */
  OPERATOR,
  /** Provisioning, and what follows from answers. */
  SERVICE,
  /** A whole fleet's worth of commands, which must delay no others. */
  SCHEDULE;

  boolean isHigherThan(CommandPriority other) {
    return compareTo(other) < 0;
  }
}
