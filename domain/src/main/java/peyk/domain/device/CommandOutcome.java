package peyk.domain.device;

/** The result of sending a command at once. */
public enum CommandOutcome {
  /** Written to the tracker's connection. An answer, if any, comes as an event. */
  SENT,
  /** Not sent and not queued: the tracker is not connected, or Traccar refused. */
  REFUSED
}
