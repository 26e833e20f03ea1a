package peyk.domain.device;

/** What became of a command that was to be sent at once. */
public enum CommandOutcome {
  /** Written to the tracker's connection; its answer, if any, comes as an event. */
  SENT,
  /** Not sent and not queued: the tracker is not connected, or Traccar refused. */
  REFUSED
}
